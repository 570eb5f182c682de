// A PgBouncer for the data tests behind a pooler: the system's, else Debian's package.
import { existsSync } from "node:fs";
import { aptInstall } from "./apt.mjs";

const PLACES = [
  "/usr/sbin/pgbouncer",
  "/usr/bin/pgbouncer",
  "/usr/local/bin/pgbouncer",
  "/opt/homebrew/bin/pgbouncer",
];
const isThere = () => PLACES.some((path) => existsSync(path));

/** True where the machine has one, or got one. */
export async function ensurePgBouncer() {
  if (isThere()) return true;
  console.log("\n  No PgBouncer on this machine: getting one …");
  await aptInstall("pgbouncer");
  return isThere();
}
