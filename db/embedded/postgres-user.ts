import { accessSync, constants, readFileSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";

/** PostgreSQL refuses to run as root: as root, its programs run as this account. */
export type ServerUser = { uid: number; gid: number };

const ACCOUNTS = ["postgres", "nobody"];

/** The account to run PostgreSQL's programs as; undefined where the current one will do. */
export function serverUser(): ServerUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const lines = readFileSync("/etc/passwd", "utf8").split("\n");
  for (const account of ACCOUNTS) {
    const [, , uid, gid] = lines.find((line) => line.startsWith(`${account}:`))?.split(":") ?? [];
    if (uid && gid) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new Error(
    "PostgreSQL does not run as root, and this machine has no account `postgres` or `nobody`. Run as an ordinary user, or set DATABASE_URL.",
  );
}

/**
 * True where each folder above `path` may be passed by everyone: a checkout below /root or a private /tmp
 * folder may not.
 */
export function reachableByAll(path: string): boolean {
  for (let folder = resolve(path); ; folder = dirname(folder)) {
    if ((statSync(folder).mode & 0o001) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}

const SETPRIV = ["/usr/bin/setpriv", "/bin/setpriv"];

/**
 * The program that can hand an unprivileged account the right to pass private folders, if this machine has
 * it.
 */
export function findSetpriv(): string | undefined {
  return SETPRIV.find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
