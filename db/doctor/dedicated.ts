/**
 * The databases that belong to one tenant each: hardened like the one that the others share, and with a login
 * that is nobody else.
 */
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
