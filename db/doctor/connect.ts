/** Who comes into which database: each login into its own, and into no other. */
import type { Client } from "pg";
import { MAINTENANCE_DATABASES } from "../cluster/connect-rights.ts";
import type { Placement } from "../routing/placement.ts";
import { type Finding, failed, ok, weak } from "./verdict.ts";

const CHECK = "connect";
/** Named in a finding; the rest is counted. */
const NAMED = 5;

/** `login` comes in where it should not; PUBLIC stands for every login. */
type Entry = { database: string; login: string };

/** `expected`: database → the logins that belong there. What is not in it belongs to nobody of ours. */
const ENTRIES = `
SELECT d.datname AS database, l.login FROM pg_database d, unnest($1::text[]) AS l(login)
WHERE d.datallowconn AND (l.login = 'public' OR l.login IN (SELECT rolname FROM pg_roles))
  AND has_database_privilege(l.login, d.oid, 'CONNECT')
  AND (l.login = 'public' OR NOT has_database_privilege('public', d.oid, 'CONNECT'))
  AND NOT EXISTS (SELECT FROM unnest($2::text[], $3::text[]) AS e(database, login)
    WHERE e.database = d.datname AND e.login = l.login)
ORDER BY d.datname, l.login`;

/** `appLogin` is undefined where it is the admin's as well, which comes in everywhere. */
export type Doors = {
  shared: string;
  appLogin: string | undefined;
  dedicated: Placement[];
  mayClose: boolean;
};

export async function checkConnect(admin: Client, doors: Doors): Promise<Finding[]> {
  const own = doors.dedicated.flatMap(({ database, login }) =>
    login ? [{ database, login: login.user }] : [],
  );
  const app = doors.appLogin ? [{ database: doors.shared, login: doors.appLogin }] : [];
  const expected: Entry[] = [...app, ...own];
  const logins = ["public", ...expected.map(({ login }) => login)];
  const { rows } = await admin.query<Entry>(ENTRIES, [
    logins,
    expected.map(({ database }) => database),
    expected.map(({ login }) => login),
  ]);
  const ours = new Set([doors.shared, ...own.map(({ database }) => database)]);
  const closable = new Set([...ours, ...(doors.mayClose ? MAINTENANCE_DATABASES : [])]);
  return [verdict(rows, closable)];
}

function verdict(entries: Entry[], closable: Set<string>): Finding {
  const broken = entries.filter(({ database }) => closable.has(database));
  if (broken.length > 0) {
    return failed(
      CHECK,
      `${described(broken)}. REVOKE CONNECT on it from them; a start of the server closes what is open to everybody.`,
    );
  }
  if (entries.length > 0) {
    return weak(
      CHECK,
      `${described(entries)}. Their owner may REVOKE CONNECT ON DATABASE … FROM PUBLIC, and GRANT it to who works there.`,
    );
  }
  return ok(CHECK, "each login comes into its own database, and into no other");
}

function described(entries: Entry[]): string {
  const named = entries.slice(0, NAMED).map(({ database, login }) => {
    return `${login === "public" ? "everybody" : login} comes into database ${database}`;
  });
  const more = entries.length - named.length;
  return `${named.join("; ")}${more > 0 ? `; and ${more} more` : ""}`;
}
