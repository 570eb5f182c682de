/** What a run would do, and how things stand: each tenant by its own ledger. */
import { listMigrationRuns, type MigrationRun } from "../control/migration-runs.ts";
import type { DataTier } from "../data-tier.ts";
import type { Migration } from "../migration-files.ts";
import { tenantMigrations, versionOf } from "../tenant/version.ts";
import {
  behindIn,
  type Finding,
  findingsIn,
  pendingIn,
  type Survey,
  surveyTenants,
  type Unreached,
} from "./survey.ts";
import type { Target, TargetFilter } from "./targets.ts";

/** What was found, and which tenants could not be asked. */
type Seen = { findings: Finding[]; unreached: Unreached[] };

export type Plan = Seen & {
  latest: string | null;
  /** Tenants that are behind. */
  targets: Target[];
  /** What at least one of them lacks, oldest first. */
  pending: Migration[];
};

const seenIn = (survey: Survey): Seen => ({
  findings: findingsIn(survey),
  unreached: survey.unreached,
});

export async function planMigrations(
  tier: DataTier,
  filter: TargetFilter,
  migrations: Migration[] = tenantMigrations(),
): Promise<Plan> {
  const survey = await surveyTenants(tier, filter, migrations);
  return {
    latest: versionOf(migrations),
    targets: behindIn(survey),
    pending: pendingIn(survey),
    ...seenIn(survey),
  };
}

export type VersionState = "current" | "behind" | "not reached";
type VersionCount = {
  cluster: string;
  /** The last that is applied; of those that could not be asked, what the control plane knows. */
  version: string | null;
  tenants: number;
  state: VersionState;
};
export type Status = Seen & {
  latest: string | null;
  total: number;
  behind: number;
  versions: VersionCount[];
  lastRun: MigrationRun | null;
};

export async function migrationStatus(
  tier: DataTier,
  migrations: Migration[] = tenantMigrations(),
): Promise<Status> {
  const [survey, runs] = await Promise.all([
    surveyTenants(tier, {}, migrations),
    tier.controlDb.read((tx) => listMigrationRuns(tx, { limit: 1 })),
  ]);
  const behind = behindIn(survey);
  return {
    latest: versionOf(migrations),
    total: survey.surveyed.length + survey.unreached.length,
    behind: behind.length,
    versions: countVersions(survey, new Set(behind)),
    ...seenIn(survey),
    lastRun: runs.items[0] ?? null,
  };
}

function countVersions({ surveyed, unreached }: Survey, behind: Set<Target>): VersionCount[] {
  const rows = [
    ...surveyed.map(({ target, standing: { version } }) => ({
      cluster: target.cluster,
      version,
      state: behind.has(target) ? ("behind" as const) : ("current" as const),
    })),
    ...unreached.map(({ target: { cluster, version } }) => ({
      cluster,
      version,
      state: "not reached" as const,
    })),
  ];
  const groups = Map.groupBy(rows, (row) => `${row.cluster} ${row.version ?? ""} ${row.state}`);
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, [first, ...others]]) => (first ? [{ ...first, tenants: others.length + 1 }] : []));
}
