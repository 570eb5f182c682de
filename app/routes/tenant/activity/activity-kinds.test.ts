import { expect, test } from "vitest";
import { en } from "#app/locales/en.ts";
import { kindsIn } from "./activity-kinds.ts";

test("each sentence of the activity is a kind that can be chosen", () => {
  const sentences = kindsIn(en.activity).map(([kind]) => kind);
  expect(kindsIn(en.activityKinds).map(([kind]) => kind)).toEqual(
    sentences.filter((kind) => kind.includes(".")),
  );
});
