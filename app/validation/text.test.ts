import { expect, test } from "vitest";
import { isReadableName } from "#db/text.ts";
import { requiredLine } from "./text.ts";

const line = requiredLine(100);

// Threat: a workspace or a project with a name that nobody sees, or that reads as another's.
test.each(["\u200b", "\u202egnp.exe", "a\u2067b", "\u3164", "\u2800", "\u00ad\u200d", "a\u0007", "\ufeff"])(
  "a name that nobody can read as it was meant is refused, in forms and by command: %j",
  (name) => {
    expect(line.safeParse(name).success).toBe(false);
    expect(isReadableName(name)).toBe(false);
  },
);

test.each(["Acme", "مشروع", "עברית 7", "🚀", "👩‍👩‍👧", "e\u0301", "日本"])(
  "a name in any script is taken, in forms and by command: %s",
  (name) => {
    expect(line.safeParse(name).success).toBe(true);
    expect(isReadableName(name)).toBe(true);
  },
);
