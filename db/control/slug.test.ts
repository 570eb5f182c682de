import { expect, test } from "vitest";
import { slugify } from "../text.ts";
import { checkSlug, SLUG_MAX_LENGTH, slugCandidates, slugFamily } from "./slug.ts";

// The last four were once taken for reserved: a pattern of the published list matched in their middle.
test.each(["acme", "a1b", "north-sea-2", "a".repeat(40), "walk-mwr09m3n", "team2", "dev1shop", "serv1ce"])(
  "%s is a slug",
  (slug) => {
    expect(checkSlug(slug)).toBe("ok");
  },
);

test.each([
  "ab",
  "a".repeat(41),
  "-acme",
  "acme-",
  "ac--me",
  "xn--acme",
  "Acme",
  "ac me",
  "ac.me",
  "acmé",
  "acme'; drop schema control; --",
  "",
])("%j is malformed", (slug) => {
  expect(checkSlug(slug)).toBe("format");
});

test.each([
  "platform",
  "www",
  "admin",
  "api",
  "clerk",
  "accounts",
  "mta-sts",
  "wpad",
  "oauth",
  "webhooks",
  "security",
])("%s is reserved", (slug) => {
  expect(checkSlug(slug)).toBe("reserved");
});

test("a name becomes a slug, accents dropped", () => {
  expect(slugify("  Café Zoë & Söhne GmbH ", SLUG_MAX_LENGTH)).toBe("cafe-zoe-sohne-gmbh");
  expect(slugify("Nora's Bakery", SLUG_MAX_LENGTH)).toBe("noras-bakery");
  expect(slugify("D’Artagnan & Fils", SLUG_MAX_LENGTH)).toBe("dartagnan-fils");
  expect(slugify("日本", SLUG_MAX_LENGTH)).toBe("");
});

test("candidates for any wanted name are valid and never end", () => {
  for (const wanted of ["Acme", "日本", "a", "platform", "x".repeat(200)]) {
    const candidates = slugCandidates(wanted);
    for (let n = 0; n < 50; n++) {
      const { value } = candidates.next();
      expect(["ok", "reserved"]).toContain(checkSlug(String(value)));
      expect(String(value).length).toBeLessThanOrEqual(SLUG_MAX_LENGTH);
    }
  }
});

test("a wanted slug and everything tried in its place are of one family", () => {
  for (const wanted of ["Acme", "acme-2", "acme-2-2", "日本", "a", "x".repeat(200), "north-sea-2"]) {
    const candidates = slugCandidates(wanted);
    for (let n = 0; n < 150; n++)
      expect(slugFamily(String(candidates.next().value))).toBe(slugFamily(wanted));
  }
  expect(slugFamily("globex")).not.toBe(slugFamily("acme"));
});
