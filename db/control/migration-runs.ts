/** What fan-outs of migrations did: a row a run, a row a tenant in it. Written by `migrate/record`. */
import { and, desc, eq, sql } from "drizzle-orm";
import { ANY, decodeCursor, keyset, type Page, type PageRequest, pageSize, toPage, UUID } from "../paging.ts";
import type { ControlTx } from "./control-db.ts";
import { migrationResults, migrationRuns } from "./schema/migrations.ts";
import { tenants } from "./schema/tenants.ts";

type RunRow = typeof migrationRuns.$inferSelect;
export type MigrationRun = RunRow & {
  done: number;
  failed: number;
  remaining: number;
  /** It says that it runs, and has not been heard of for a while: its process is gone. */
  isSilent: boolean;
};
export type MigrationResult = Omit<typeof migrationResults.$inferSelect, "runId"> & { slug: string | null };

/** A run writes that it is alive every `HEARTBEAT_MS`. */
export const HEARTBEAT_MS = 2_000;
const SILENT_AFTER_S = 15;
/** UUIDv7 with its time: runs are ordered by id as by time. */
const ID = { expression: sql`${migrationRuns.id}`, type: "uuid" as const };

const counted = (state: "done" | "failed") =>
  sql<number>`(select count(*)::int from ${migrationResults}
               where ${migrationResults.runId} = ${migrationRuns.id} and ${migrationResults.state} = ${state})`;

const select = (tx: ControlTx) =>
  tx
    .select({
      run: migrationRuns,
      done: counted("done"),
      failed: counted("failed"),
      isSilent: sql<boolean>`${migrationRuns.state} = 'running'
        and ${migrationRuns.heartbeatAt} < now() - make_interval(secs => ${SILENT_AFTER_S})`,
    })
    .from(migrationRuns);

type Selected = { run: RunRow; done: number; failed: number; isSilent: boolean };

const toRun = ({ run, done, failed, isSilent }: Selected): MigrationRun => ({
  ...run,
  done,
  failed,
  isSilent,
  remaining: Math.max(run.total - done - failed, 0),
});

/** Whether one is under way that is still heard of. */
export async function isRunUnderWay(tx: ControlTx): Promise<boolean> {
  const runs = await select(tx).where(eq(migrationRuns.state, "running"));
  return runs.some(({ isSilent }) => !isSilent);
}

/** The newest first. */
export async function listMigrationRuns(
  tx: ControlTx,
  request: PageRequest = {},
): Promise<Page<MigrationRun>> {
  const cursor = decodeCursor(request.cursor, [UUID]);
  const size = pageSize(request.limit);
  const { where, orderBy } = keyset([ID], "desc", cursor);
  const rows = await select(tx)
    .where(where)
    .orderBy(orderBy)
    .limit(size + 1);
  return toPage(rows.map(toRun), size, cursor, ({ id }) => [id]);
}

export async function getMigrationRun(tx: ControlTx, runId: string): Promise<MigrationRun | undefined> {
  const [row] = await select(tx).where(eq(migrationRuns.id, runId));
  return row && toRun(row);
}

/** The run that is at work now; undefined where none is. */
export async function getRunningMigration(tx: ControlTx): Promise<MigrationRun | undefined> {
  const [row] = await select(tx)
    .where(eq(migrationRuns.state, "running"))
    .orderBy(desc(migrationRuns.id))
    .limit(1);
  return row && toRun(row);
}

const resultColumns = {
  tenantId: migrationResults.tenantId,
  slug: tenants.slug,
  cluster: migrationResults.cluster,
  state: migrationResults.state,
  fromVersion: migrationResults.fromVersion,
  toVersion: migrationResults.toVersion,
  attempts: migrationResults.attempts,
  durationMs: migrationResults.durationMs,
  sqlState: migrationResults.sqlState,
  error: migrationResults.error,
  migration: migrationResults.migration,
  statement: migrationResults.statement,
  finishedAt: migrationResults.finishedAt,
};

/** How each tenant fared, those that failed first. */
export async function listMigrationResults(
  tx: ControlTx,
  runId: string,
  request: PageRequest & { state?: "done" | "failed" | undefined } = {},
): Promise<Page<MigrationResult>> {
  const cursor = decodeCursor(request.cursor, [ANY, UUID]);
  const size = pageSize(request.limit);
  const columns = [
    { expression: sql`${migrationResults.state} collate "C"`, type: "text" as const },
    { expression: sql`${migrationResults.tenantId}`, type: "uuid" as const },
  ];
  const { where, orderBy } = keyset(columns, "desc", cursor);
  const rows = await tx
    .select(resultColumns)
    .from(migrationResults)
    .leftJoin(tenants, eq(tenants.id, migrationResults.tenantId))
    .where(
      and(
        eq(migrationResults.runId, runId),
        request.state ? eq(migrationResults.state, request.state) : undefined,
        where,
      ),
    )
    .orderBy(orderBy)
    .limit(size + 1);
  return toPage(rows, size, cursor, ({ state, tenantId }) => [state, tenantId]);
}

const DEFAULT_TENANT_RESULTS = 10;

/** What runs did to one tenant, the latest first. */
export const listTenantMigrations = (
  tx: ControlTx,
  tenantId: string,
  limit: number = DEFAULT_TENANT_RESULTS,
): Promise<(MigrationResult & { runId: string })[]> =>
  tx
    .select({ ...resultColumns, runId: migrationResults.runId })
    .from(migrationResults)
    .leftJoin(tenants, eq(tenants.id, migrationResults.tenantId))
    .where(eq(migrationResults.tenantId, tenantId))
    .orderBy(desc(migrationResults.finishedAt))
    .limit(limit);
