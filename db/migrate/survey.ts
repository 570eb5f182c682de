/**
 * Where every tenant stands: its own ledger against the files, name by name. No version stands for it, and no
 * tenant for the others.
 */
import type { DataTier } from "../data-tier.ts";
import { MigrationRefused } from "../errors.ts";
import type { Migration } from "../migration-files.ts";
import { isBehind, versionOf } from "../tenant/version.ts";
import { readLedgers } from "./ledgers.ts";
import { type Decided, isRefused, type Problem, type Standing, sentenceOf, standingOf } from "./standing.ts";
import { listPlaced, type Target, type TargetFilter } from "./targets.ts";

type Surveyed = { target: Target; standing: Standing };
export type Unreached = { target: Target; error: Error };
export type Survey = {
  migrations: Migration[];
  surveyed: Surveyed[];
  /** Those whose ledger could not be read; of them only the control plane's word is known. */
  unreached: Unreached[];
};

/** A problem, and how many have it. */
export type Finding = Problem & { tenants: number; sentence: string };

/** Tenants that a sentence names. */
const NAMED = 3;

export async function surveyTenants(
  tier: DataTier,
  filter: TargetFilter,
  migrations: Migration[],
): Promise<Survey> {
  const targets = await tier.controlDb.read((tx) => listPlaced(tx, filter));
  return surveyTargets(tier, targets, migrations);
}

export async function surveyTargets(
  tier: DataTier,
  targets: Target[],
  migrations: Migration[],
): Promise<Survey> {
  const survey: Survey = { migrations, surveyed: [], unreached: [] };
  for (const read of await readLedgers(tier, targets)) {
    if ("error" in read) survey.unreached.push(read);
    else {
      const { target, ledger } = read;
      survey.surveyed.push({ target: { ...target, ledger }, standing: standingOf(migrations, ledger) });
    }
  }
  return survey;
}

/** Tenants that lack something, or of which the control plane does not know that they have it. */
export function behindIn({ surveyed, unreached, migrations }: Survey): Target[] {
  const latest = versionOf(migrations);
  const lacks = ({ target, standing }: Surveyed) =>
    standing.missing.length > 0 || isBehind(target.version, latest);
  return byDatabase([
    ...surveyed.filter(lacks).map(({ target }) => target),
    ...unreached.map(({ target }) => target).filter(({ version }) => isBehind(version, latest)),
  ]);
}

/** A connection serves those that follow each other. */
const byDatabase = (targets: Target[]): Target[] =>
  [...Map.groupBy(targets, ({ cluster, database }) => `${cluster}/${database}`)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, some]) => some);

/** Tenants that have something newer than `version`, or of which the control plane believes it. */
export function aheadIn({ surveyed, unreached }: Survey, version: string): Target[] {
  const isAhead = (had: string | null) => had !== null && had > version;
  const has = ({ target, standing }: Surveyed) => isAhead(standing.version) || isAhead(target.version);
  return byDatabase([
    ...surveyed.filter(has).map(({ target }) => target),
    ...unreached.map(({ target }) => target).filter((target) => isAhead(target.version)),
  ]);
}

/** What of the files those who lack some have: each such state once. */
export function startsIn({ surveyed, migrations }: Survey): Migration[][] {
  const states = surveyed
    .filter(({ standing }) => standing.missing.length > 0)
    .map(({ standing }) => migrations.filter((migration) => !standing.missing.includes(migration)));
  return [...new Map(states.map((state) => [state.map(({ name }) => name).join(), state])).values()];
}

/** What at least one of them lacks, oldest first. */
export const pendingIn = ({ surveyed, migrations }: Survey): Migration[] => {
  const missing = new Set(surveyed.flatMap(({ standing }) => standing.missing));
  return migrations.filter((migration) => missing.has(migration));
};

/** Each problem once, with those who have it. */
export function findingsIn({ surveyed }: Survey): Finding[] {
  const all = surveyed.flatMap(({ target, standing }) =>
    standing.problems.map((problem) => ({ problem, target })),
  );
  const byProblem = Map.groupBy(all, ({ problem }) => `${problem.kind} ${problem.migration}`);
  return [...byProblem.values()].flatMap((some) => {
    const [first] = some;
    if (!first) return [];
    const whose = nameAll(some.map(({ target }) => target.slug));
    return [{ ...first.problem, tenants: some.length, sentence: sentenceOf(first.problem, whose) }];
  });
}

function nameAll(slugs: string[]): string {
  const names = slugs.slice(0, NAMED).join(", ");
  const more = slugs.length > NAMED ? ", …" : "";
  return slugs.length === 1 ? `one tenant (${names})` : `${slugs.length} tenants (${names}${more})`;
}

/** Throws MigrationRefused, with every reason, where something has to be decided first. */
export function refuseUnsound(survey: Survey, decided: Decided): void {
  const refused = findingsIn(survey).filter((finding) => isRefused(finding, decided));
  if (refused.length > 0) throw new MigrationRefused(refused.map(({ sentence }) => sentence).join("\n"));
}
