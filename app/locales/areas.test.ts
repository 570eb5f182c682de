// Threat: a browser is not sent a text that its pages show, and people read the text's name instead.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { texts as enInApex } from "./en-in-apex.ts";
import { texts as enInPlatform } from "./en-in-platform.ts";
import { texts as enInTenant } from "./en-in-tenant.ts";
import { texts as esInApex } from "./es-in-apex.ts";
import { texts as esInPlatform } from "./es-in-platform.ts";
import { texts as esInTenant } from "./es-in-tenant.ts";

const APP = join(import.meta.dirname, "..");
const AREAS = {
  apex: [enInApex, esInApex],
  tenant: [enInTenant, esInTenant],
  platform: [enInPlatform, esInPlatform],
};

const filesBelow = (folder: string): string[] =>
  readdirSync(join(APP, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /(?<!\.test)\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));

/** The first part of each text's name that a file shows, or that a form refuses with. */
const namedIn = (file: string): string[] =>
  [...readFileSync(file, "utf8").matchAll(/\b(?:t|message)\(\s*["'`]([a-zA-Z]+)\./g)].map(
    ([, name]) => name ?? "",
  );

/** Said by the server alone, in files and in what a page is given. */
const OF_SERVER = new Set(["fileColumns"]);

/** Shown in every area. */
const SHARED = ["components", "i18n", "validation"].flatMap(filesBelow);

test.each(Object.entries(AREAS))(
  "a browser has each text of the pages in %s, in both languages",
  (area, sets) => {
    const files = [
      ...SHARED,
      ...filesBelow(`routes/${area}`),
      ...(area === "apex" ? filesBelow("identity") : []),
    ];
    const wanted = new Set(files.flatMap(namedIn));
    expect(wanted.size).toBeGreaterThan(5);
    const shown = new Set(files.filter((file) => file.endsWith(".tsx")).flatMap(namedIn));
    expect([...OF_SERVER].filter((name) => shown.has(name))).toEqual([]);
    for (const texts of sets)
      expect([...wanted].filter((name) => !(name in texts || OF_SERVER.has(name)))).toEqual([]);
  },
);

test("a browser is not sent what only another area's pages show", () => {
  expect("platform" in enInTenant || "platform" in enInApex).toBe(false);
  expect("landing" in enInTenant || "landing" in enInPlatform).toBe(false);
  expect("members" in enInApex || "members" in enInPlatform).toBe(false);
});
