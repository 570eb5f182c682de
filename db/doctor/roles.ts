/** The roles of transactions: each is itself alone, and nobody else may use what is its own. */
import { type Client, escapeLiteral } from "pg";
import type { RoleNames } from "../control/role-names.ts";
import { TENANT_LOGIN } from "../routing/placement.ts";
import { type Finding, failed, ok } from "./verdict.ts";

const TENANT = "^t_[0-9a-f]{32}$";
/** Named in a finding. */
const NAMED = 3;

/** A role that could do more than be itself. */
const powers = (ours: string) => `
SELECT rolname || ' is more than a plain role' AS what FROM pg_roles
WHERE (rolname ~ '${TENANT}' AND (rolcanlogin OR rolsuper OR rolcreaterole OR rolcreatedb OR rolbypassrls OR rolreplication))
   OR (rolname ~ '${TENANT_LOGIN}' AND (rolinherit OR rolsuper OR rolcreaterole OR rolcreatedb OR rolbypassrls OR rolreplication))
   OR (rolname IN (${ours}) AND (rolcanlogin OR rolsuper OR rolcreaterole OR rolcreatedb OR rolbypassrls))`;

/** A way from one role to another that no transaction needs. */
const ways = (ours: string) => `
SELECT m.rolname || ' may become ' || r.rolname AS what FROM pg_auth_members a
  JOIN pg_roles m ON m.oid = a.member JOIN pg_roles r ON r.oid = a.roleid
WHERE m.rolname ~ '${TENANT}' OR m.rolname IN (${ours})
   OR (m.rolname ~ '${TENANT_LOGIN}' AND r.rolname <> substring(m.rolname FROM '${TENANT_LOGIN}'))
   OR (m.rolname = $1 AND r.rolname !~ '${TENANT}' AND r.rolname NOT IN (${ours}))`;

/** Somebody else's right on a tenant's schema or on a table in it. */
const RIGHTS = `
SELECT DISTINCT coalesce(r.rolname, 'everybody') || ' has rights on ' || n.nspname AS what
FROM (SELECT nspname, nspowner AS owner, nspacl AS acl FROM pg_namespace WHERE nspname ~ '${TENANT}'
      UNION ALL SELECT n.nspname, c.relowner, c.relacl FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname ~ '${TENANT}') n
  CROSS JOIN LATERAL aclexplode(n.acl) a LEFT JOIN pg_roles r ON r.oid = a.grantee
WHERE a.grantee <> n.owner AND r.rolname IS DISTINCT FROM n.nspname`;

/** `login`: the one that takes the roles; undefined where it is the admin's as well. */
export async function checkRoles(
  admin: Client,
  login: string | undefined,
  names: RoleNames,
): Promise<Finding[]> {
  const ours = [names.app, names.tenant].map(escapeLiteral).join(", ");
  const found: string[] = [];
  for (const [text, values] of [
    [powers(ours), []],
    [ways(ours), [login ?? ""]],
    [RIGHTS, []],
  ] as const) {
    const { rows } = await admin.query<{ what: string }>(`${text} ORDER BY 1 LIMIT ${NAMED}`, [...values]);
    found.push(...rows.map(({ what }) => what));
  }
  if (found.length > 0) return [failed("roles", `${found.join("; ")}. REVOKE what is too much.`)];
  return [ok("roles", "each tenant's role is itself alone, and nobody else may use its schema")];
}

/**
 * Tables of the control plane that a tenant's pages reach, and that do not show one tenant's rows alone. What
 * all tenants share may be read.
 */
const unguarded = (tenant: string) => `
SELECT c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = 'control' AND c.relkind IN ('r', 'p', 'v', 'm')
  AND has_table_privilege(${tenant}, c.oid,
    CASE c.relname WHEN 'base_categories' THEN 'INSERT, UPDATE, DELETE' ELSE 'SELECT, INSERT, UPDATE, DELETE' END)
  AND NOT (c.relrowsecurity AND c.relforcerowsecurity AND NOT EXISTS (
    SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polroles && ARRAY[0::oid, ${tenant}::regrole::oid]
      AND coalesce(pg_get_expr(p.polqual, p.polrelid), '') NOT LIKE '%app.tenant_id%'))`;

/** Only on the server with the control plane: the wall within it. */
export async function checkControlPlane(admin: Client, names: RoleNames): Promise<Finding[]> {
  const { rows } = await admin.query<{ there: boolean }>(
    "SELECT to_regclass('control.tenants') IS NOT NULL AS there",
  );
  if (!rows[0]?.there) return [];
  const open = (await admin.query<{ name: string }>(unguarded(escapeLiteral(names.tenant)))).rows.map(
    ({ name }) => name,
  );
  if (open.length > 0) {
    return [failed("control-rows", `control.${open.join(", control.")}: a tenant's pages see others' rows.`)];
  }
  return [ok("control-rows", "a tenant's pages see that tenant's rows of the control plane alone")];
}
