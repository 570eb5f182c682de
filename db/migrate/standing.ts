/** Pure: how a ledger stands to the migrations of this code, compared by name. */
import type { Migration } from "../migration-files.ts";
import { versionOf } from "../tenant/version.ts";
import type { LedgerRow } from "./ledger.ts";

export type Problem =
  /** The file is not what was applied under its name. */
  | { kind: "edited"; migration: string }
  /** No file has the name; `renamed`: one with the same text has another. */
  | { kind: "vanished"; migration: string; renamed: string | undefined }
  /** Older than `after`, which is applied already. */
  | { kind: "late"; migration: string; after: string }
  /** Newer than any file: of a newer release, or of a folder that is gone. */
  | { kind: "ahead"; migration: string };

export type Standing = {
  /** What is not applied, oldest first. */
  missing: Migration[];
  problems: Problem[];
  /** The name of the last migration that is applied. */
  version: string | null;
};

export function standingOf(migrations: Migration[], ledger: LedgerRow[]): Standing {
  const applied = new Map(ledger.map(({ name, checksum }) => [name, checksum]));
  const version = [...applied.keys()].sort().at(-1) ?? null;
  const missing = migrations.filter(({ name }) => !applied.has(name));
  const edited = migrations.filter(({ name, checksum }) => (applied.get(name) ?? checksum) !== checksum);
  return {
    missing,
    version,
    problems: [
      ...edited.map(({ name: migration }): Problem => ({ kind: "edited", migration })),
      ...withoutFile(migrations, missing, ledger),
      ...missing.flatMap(({ name: migration }): Problem[] =>
        version !== null && migration < version ? [{ kind: "late", migration, after: version }] : [],
      ),
    ],
  };
}

function withoutFile(migrations: Migration[], missing: Migration[], ledger: LedgerRow[]): Problem[] {
  const files = new Set(migrations.map(({ name }) => name));
  const latest = versionOf(migrations) ?? "";
  return ledger
    .filter(({ name }) => !files.has(name))
    .map(({ name: migration, checksum }): Problem => {
      const renamed = missing.find((file) => file.checksum === checksum)?.name;
      return migration > latest && !renamed
        ? { kind: "ahead", migration }
        : { kind: "vanished", migration, renamed };
    });
}

export type Decided = {
  /** What is late is applied all the same. */
  allowLate?: boolean | undefined;
  /** What is newer than this version is undone, by its file. */
  downTo?: string | undefined;
};

/** What becomes of it is a decision: until then nothing is applied, nor undone. */
export function isRefused({ kind }: Problem, { allowLate = false, downTo }: Decided): boolean {
  if (kind === "late") return !allowLate && downTo === undefined;
  return kind !== "ahead" || downTo !== undefined;
}

/** One sentence or two: what is wrong, and what to do. `whose` is "3 tenants (acme, globex, initech)". */
export function sentenceOf(problem: Problem, whose: string): string {
  const { kind, migration } = problem;
  switch (kind) {
    case "edited":
      return `Migration ${migration} was edited after it was applied to ${whose}. Restore the file, and write a new migration.`;
    case "vanished":
      return problem.renamed
        ? `Migration ${migration}, which is applied to ${whose}, is now named ${problem.renamed}. Give the folder its former name.`
        : `Migration ${migration}, which is applied to ${whose}, is in no file. Restore its folder.`;
    case "late":
      return `Migration ${migration} is older than ${problem.after}, which ${whose} have already without it. Give its folder a later time, or apply it all the same with --allow-late.`;
    case "ahead":
      return `Migration ${migration}, which is applied to ${whose}, is newer than this code.`;
  }
}
