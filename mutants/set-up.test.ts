import { expect, test } from "vitest";
import { isSetUp } from "./set-up.ts";

test.each([
  "db/testing/global-setup.ts",
  "db/setup/control-plane.ts",
  "db/cluster/hardening.ts",
  "db/control/migrations/20261121223209_access/migration.sql",
  "db/migrate/apply.ts",
])("%s is in what the set-up has made", (file) => expect(isSetUp(file)).toBe(true));

test.each([
  "app/permissions.ts",
  "db/tenant/projects.ts",
  "db/tenant/migrations/20261121231238_initial/migration.sql",
  "db/routing/transaction.ts",
  "db/control/sessions.ts",
])("%s is read by each test anew", (file) => expect(isSetUp(file)).toBe(false));
