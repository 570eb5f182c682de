import { expect, test } from "vitest";
import { negotiateLanguage } from "./language.ts";

test.each([
  [null, "en"],
  ["es", "es"],
  ["ca,es;q=0.8", "es"],
  ["ca, fr;q=0.9, es-MX;q=0.5, en;q=0.1", "es"],
  ["es;q=0", "en"],
  ["en;q=0, es;q=0.1", "es"],
  ["es;q=0.1, en;q=0.9", "en"],
  ["ES-419", "es"],
  ["*", "en"],
  ["en;q=0, *", "es"],
])("the whole list counts, with its weights: %s is answered in %s", (header, language) => {
  expect(negotiateLanguage(header)).toBe(language);
});

test.each(["", ",,,", ";q=1", "xx-YY;q=zz", "__proto__", "es;q=abc;q=0", "\u00ff;;q", "de,".repeat(4_000)])(
  "a list that is unknown or malformed means the default: %j",
  (header) => {
    expect(negotiateLanguage(header)).toBe("en");
  },
);
