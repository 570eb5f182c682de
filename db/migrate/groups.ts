/** Which migrations share a transaction, and where a COMMIT has to come in between. Pure. */
import type { Migration } from "../migration-files.ts";

const ADDS_ENUM_VALUE = /\bALTER\s+TYPE\b[^;]*\bADD\s+VALUE\b/i;

/** A value that was added to an enum may be used once it is committed, and not before. */
const isCommittedFirst = ({ statements }: Migration): boolean =>
  statements.some((text) => ADDS_ENUM_VALUE.test(text));

/**
 * Migrations that share a transaction; one that wants none is a group by itself. Never empty: grants are made
 * in any case.
 */
export function groupsOf(migrations: Migration[]): Migration[][] {
  const groups: Migration[][] = [[]];
  for (const migration of migrations) {
    if (migration.isTransactional === false) groups.push([migration], []);
    else groups.at(-1)?.push(migration);
    if (isCommittedFirst(migration)) groups.push([]);
  }
  return groups.filter((group, at) => at === 0 || group.length > 0);
}

/** True where all of them can be applied in one. */
export const isOneTransaction = (migrations: Migration[]): boolean =>
  groupsOf(migrations).length === 1 && migrations.every(({ isTransactional }) => isTransactional !== false);
