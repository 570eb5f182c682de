/** The admin's login: whatever it needs for the next start, the next tenant, the next migration. */
import type { Client } from "pg";
import { missingRights } from "../cluster/admin-rights.ts";
import type { RoleNames } from "../control/role-names.ts";
import { type Finding, failed, ok } from "./verdict.ts";

export async function checkAdmin(admin: Client, appLogin: string, names: RoleNames): Promise<Finding[]> {
  const missing = await missingRights(admin, { appLogin, roles: Object.values(names) });
  if (missing.length > 0) return [failed("admin", `Missing, for a superuser to run: ${missing.join("; ")}.`)];
  return [ok("admin", "may make roles and databases, and grant what it makes")];
}
