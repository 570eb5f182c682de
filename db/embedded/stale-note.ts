/**
 * `postmaster.pid` of a server that was cut off. Its number may be another program's by now, and both
 * `pg_ctl` and PostgreSQL take any program of the same account for the server.
 */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** No system gives a program this number. */
const NOBODY = 2_147_483_646;

/**
 * Gives a note that names another program a number that is nobody's. It is not removed: PostgreSQL finds out
 * by it whether processes of the former server are left.
 */
export function disownNote(data: string): void {
  const path = join(data, "postmaster.pid");
  if (!existsSync(path)) return;
  const note = readFileSync(path, "utf8");
  const pid = Number(note.split("\n")[0]);
  const program = Number.isInteger(pid) && pid > 0 ? programOf(pid) : undefined;
  if (program === undefined || /postgres|postmaster/i.test(program)) return;
  writeFileSync(path, note.replace(/^\d+/, String(NOBODY)));
}

/** Its name; undefined where no program has the number, or the system does not say. */
function programOf(pid: number): string | undefined {
  if (process.platform === "win32") return undefined;
  const path = `/proc/${pid}/comm`;
  if (existsSync(path)) return readFileSync(path, "utf8").trim();
  if (process.platform === "linux") return undefined;
  const { stdout } = spawnSync("ps", ["-o", "comm=", "-p", String(pid)], { encoding: "utf8" });
  return stdout?.trim() || undefined;
}
