/** The login that requests come with: it must own nothing, be granted nothing and inherit nothing. */
import type { Client } from "pg";
import { type Finding, failed, ok, weak } from "./verdict.ts";

type Login = {
  is_superuser: boolean;
  may_create: boolean;
  inherits: boolean;
  settings: string[];
  owned: string[];
  granted: string[];
};

/** In all databases of the server: only this one's objects have names here. */
const concerned = (kind: "o" | "a", but: string) => `
  SELECT DISTINCT CASE WHEN s.dbid = 0 OR d.datname = current_database()
    THEN pg_describe_object(s.classid, s.objid, 0) ELSE 'something in database ' || d.datname END
  FROM pg_shdepend s LEFT JOIN pg_database d ON d.oid = s.dbid
  WHERE s.refclassid = 'pg_authid'::regclass AND s.refobjid = r.oid AND s.deptype = '${kind}' ${but} LIMIT 3`;

const LOGIN = `
SELECT rolsuper AS is_superuser, rolcreaterole OR rolcreatedb OR rolbypassrls OR rolreplication AS may_create, rolinherit AS inherits,
  coalesce((SELECT setconfig FROM pg_db_role_setting WHERE setrole = r.oid AND setdatabase = 0), '{}') AS settings,
  ARRAY(${concerned("o", "")}) AS owned,
  ARRAY(${concerned("a", "AND s.classid NOT IN ('pg_database'::regclass, 'pg_auth_members'::regclass)")})
    || ARRAY(SELECT DISTINCT 'database ' || d.datname FROM pg_database d, aclexplode(d.datacl) a
             WHERE a.grantee = r.oid AND a.privilege_type <> 'CONNECT' LIMIT 3) AS granted
FROM pg_roles r WHERE rolname = $1`;

export async function checkLogin(admin: Client, login: string, isShared: boolean): Promise<Finding[]> {
  const { rows } = await admin.query<Login>(LOGIN, [login]);
  const row = rows[0];
  if (!row) return [failed("login", `There is no login ${login} on this server.`)];
  if (isShared) {
    return [
      weak(
        "login",
        `${login} is the admin as well: a query outside the prelude is refused nothing. Use two logins.`,
      ),
    ];
  }
  return [rights(login, row), limits(login, row)];
}

function rights(login: string, row: Login): Finding {
  if (row.is_superuser || row.may_create) {
    return failed(
      "login",
      `${login} is a superuser, or may create roles or databases. ALTER ROLE ${login} NOSUPERUSER NOCREATEROLE NOCREATEDB NOBYPASSRLS NOREPLICATION.`,
    );
  }
  if (row.owned.length > 0)
    return failed("login", `${login} owns ${row.owned.join(", ")}. REASSIGN OWNED BY ${login} TO the admin.`);
  if (row.granted.length > 0) {
    return failed(
      "login",
      `${login} has rights of its own on ${row.granted.join(", ")}. REVOKE them: it gets all its rights from the role of a transaction.`,
    );
  }
  if (row.inherits)
    return failed("login", `${login} inherits what its roles may do. ALTER ROLE ${login} NOINHERIT.`);
  return ok("login", `${login} owns nothing, is granted nothing and inherits nothing`);
}

function limits(login: string, { settings }: Login): Finding {
  const has = (name: string) => settings.some((setting) => setting.startsWith(`${name}=`));
  if (!settings.some((setting) => /^search_path="\$user"/.test(setting))) {
    return failed(
      "login-defaults",
      `${login} must have search_path = "$user", extensions. Start the server once, or run clusters add again.`,
    );
  }
  const missing = ["statement_timeout", "idle_in_transaction_session_timeout"].filter((name) => !has(name));
  if (missing.length > 0) return weak("login-defaults", `${login} has no ${missing.join(" and no ")}.`);
  return ok("login-defaults", "path follows the role; statements and idle transactions end");
}
