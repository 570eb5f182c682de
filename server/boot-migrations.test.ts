import { expect, test } from "vitest";
import { migratesOnBoot } from "./boot-migrations.ts";

test.each([
  [undefined, true, true],
  [undefined, false, false],
  ["on", false, true],
  ["off", true, false],
] as const)("MIGRATE_ON_BOOT %s, embedded %s: migrates %s", (wanted, isEmbedded, migrates) => {
  expect(migratesOnBoot({ wanted, isEmbedded })).toBe(migrates);
});
