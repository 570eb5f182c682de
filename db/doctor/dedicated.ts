/**
 * The databases that belong to one tenant each: hardened like the one that the others share, and with a login
 * that is nobody else.
 */
import type { Client } from "pg";
import { withAdmin } from "../cluster/admin.ts";
import { openWays } from "../cluster/hardening.ts";
import type { Placement } from "../routing/placement.ts";
import { type Finding, failed, ok, weak } from "./verdict.ts";

const CHECK = "dedicated";
/** Databases that are looked at side by side, and that a finding names. */
const AT_ONCE = 4;
const NAMED = 3;

export async function checkDedicated(
  adminUrl: string,
  places: Placement[],
  mayClose: boolean,
): Promise<Finding[]> {
  if (places.length === 0) return [];
  const open: string[] = [];
  const waiting = [...places];
  const worker = async () => {
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const trouble = await troubleIn(adminUrl, next.database);
      if (trouble) open.push(`${next.database}: ${trouble}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  if (open.length === 0) return [ok(CHECK, `${places.length} databases of one tenant each are hardened`)];
  const detail = `${open.length} of ${places.length} databases are not hardened. ${open.slice(0, NAMED).join(". ")}.`;
  return [
    mayClose
      ? failed(CHECK, `${detail} Start the server once, which does it.`)
      : weak(CHECK, `${detail} It takes a superuser as DATABASE_ADMIN_URL.`),
  ];
}

async function troubleIn(adminUrl: string, database: string): Promise<string | undefined> {
  try {
    const ways = await withAdmin(adminUrl, openWays, { database });
    return ways.length > 0 ? `open to everybody: ${ways.join("; ")}` : undefined;
  } catch (error) {
    return `does not answer (${(error as { code?: string }).code ?? "no code"})`;
  }
}

const WITHOUT_LIMIT = `SELECT rolname AS name FROM pg_roles
  WHERE rolname = ANY ($1) AND rolconnlimit < 0 ORDER BY 1`;

/** Whether each dedicated database's login may have only so many of the server's connections. */
export async function checkDedicatedLimits(admin: Client, places: Placement[]): Promise<Finding[]> {
  const logins = places.flatMap(({ login }) => login?.user ?? []);
  const { rows } = await admin.query<{ name: string }>(WITHOUT_LIMIT, [logins]);
  if (rows.length === 0) return [];
  const named = rows.slice(0, NAMED).map(({ name }) => name);
  const detail = `${rows.length} logins of dedicated databases may take all connections of the server: ${named.join(", ")}.`;
  return [weak(CHECK, `${detail} \`tenantry tenants rotate-login\` gives one a limit.`)];
}
