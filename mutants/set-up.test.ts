import { join } from "node:path";
import { expect, test } from "vitest";
import { setUpFiles } from "./set-up.ts";

test("what the tests' set-up imports, or applies, is known; the rest is not part of it", () => {
  const isSetUp = setUpFiles(join(import.meta.dirname, ".."));
  for (const file of [
    "db/testing/global-setup.ts",
    "db/control/prepare.ts",
    "db/cluster/admin.ts",
    "db/control/migrations/20261121223209_access/migration.sql",
  ])
    expect(isSetUp(file), file).toBe(true);
  for (const file of ["app/permissions.ts", "db/tenant/projects.ts", "db/tenant/migrations/x/migration.sql"])
    expect(isSetUp(file), file).toBe(false);
});
