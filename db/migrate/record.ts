/** Writes what a run does into the control plane, many tenants a transaction. */
import { eq, sql } from "drizzle-orm";
import { type Actor, actorName, recordAudit } from "../control/audit-log.ts";
import type { ControlTx } from "../control/control-db.ts";
import { HEARTBEAT_MS } from "../control/migration-runs.ts";
import { migrationRuns } from "../control/schema/migrations.ts";
import { TENANT_CHANNEL, TENANT_NOTICE } from "../control/tenant-changes.ts";
import type { DataTier } from "../data-tier.ts";
import { DataTierError } from "../errors.ts";
import { newId } from "../id.ts";
import { isConnectionError } from "../routing/sql-errors.ts";
import type { TenantOutcome } from "./outcome.ts";
import { MAX_ATTEMPTS, pauseBeforeRetry } from "./retry.ts";

export type RunState = "done" | "partly" | "failed" | "stopped" | "interrupted";

export type Recorder = {
  readonly runId: string;
  add(outcome: TenantOutcome): void;
  /** Writes what is left, and how it ended. */
  finish(state: RunState, reason: string | null): Promise<void>;
};

const UNAVAILABLE = 500;
/** Outcomes are written when there are this many, */
const BATCH_SIZE = 100;
/** or this old. */
const BATCH_MS = 250;

export type NewRun = { command: "up" | "down"; target: string | null; actor: Actor; total: number };

/** Begins a run; the caller holds the run lock, so whatever else says that it runs is dead. */
export async function beginRun(tier: DataTier, { actor, ...run }: NewRun): Promise<Recorder> {
  const runId = newId();
  await tier.controlDb.write(async (tx) => {
    await tx
      .update(migrationRuns)
      .set({ state: "interrupted", reason: "Its process is gone.", finishedAt: sql`now()` })
      .where(eq(migrationRuns.state, "running"));
    await tx
      .insert(migrationRuns)
      .values({ id: runId, state: "running", startedBy: actorName(actor), ...run });
    const detail = { runId, target: run.target, tenants: run.total };
    await recordAudit(tx, { actor, action: `migration.${run.command}`, detail });
  });
  return recorder(tier, runId);
}

function recorder(tier: DataTier, runId: string): Recorder {
  let waiting: TenantOutcome[] = [];
  let writing: Promise<void> = Promise.resolve();
  let failure: unknown;
  let lastWriteAt = performance.now();

  /** What could not be written waits for the next time: nothing that was done is forgotten. */
  const writeAll = async () => {
    const batch = waiting;
    waiting = [];
    lastWriteAt = performance.now();
    try {
      await writeOutcomes(tier, runId, batch);
      failure = undefined;
      for (const { target } of batch) tier.tenantRegistry.invalidate(target.tenantId);
    } catch (error) {
      failure = error;
      waiting.unshift(...batch);
    }
  };
  const write = () => {
    writing = writing.then(writeAll);
  };
  const timer = setInterval(() => {
    const isDue = performance.now() - lastWriteAt >= HEARTBEAT_MS;
    if (waiting.length > 0 || isDue) write();
  }, BATCH_MS);

  return {
    runId,
    add: (outcome) => {
      waiting.push(outcome);
      if (waiting.length >= BATCH_SIZE) write();
    },
    finish: async (state, reason) => {
      clearInterval(timer);
      await writing;
      // An outcome that cannot be written does not leave the run under way.
      await writeLast(writeAll, () => failure);
      await tier.controlDb.write(async (tx) => {
        await tx
          .update(migrationRuns)
          .set({ state, reason, finishedAt: sql`now()`, heartbeatAt: sql`now()` })
          .where(eq(migrationRuns.id, runId));
      });
      // The tenants themselves are as they should be; the next run finds out what was not written down.
      if (failure) throw failure;
    },
  };
}

const toRow = ({ target, state, version, attempts, durationMs, failure }: TenantOutcome) => ({
  id: target.tenantId,
  cluster: target.cluster,
  state,
  from_version: target.version,
  to_version: version,
  attempts,
  duration_ms: Math.round(durationMs),
  sql_state: failure?.code ?? null,
  error: failure?.message ?? null,
  migration: failure?.migration ?? null,
  statement: failure?.statement ?? null,
});

/** The control plane may be away for a moment: a run that took an hour is not lost for that. */
async function writeLast(writeAll: () => Promise<void>, failureOf: () => unknown): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    await writeAll();
    if (!failureOf() || attempt >= MAX_ATTEMPTS) return;
    await pauseBeforeRetry(attempt);
  }
}

/** In one transaction; where that is refused, each by itself, and of one that is refused its state alone. */
async function writeOutcomes(tier: DataTier, runId: string, batch: TenantOutcome[]): Promise<void> {
  const write = (some: TenantOutcome[]) => tier.controlDb.write((tx) => writeBatch(tx, runId, some));
  const isAway = (error: unknown) =>
    isConnectionError(error) || (error instanceof DataTierError && error.status >= UNAVAILABLE);
  await write(batch).catch(async (error: unknown) => {
    if (isAway(error)) throw error;
    for (const outcome of batch) {
      await write([outcome]).catch((refused: unknown) => {
        if (isAway(refused)) throw refused;
        return write([withoutTexts(outcome)]);
      });
    }
  });
}

function withoutTexts(outcome: TenantOutcome): TenantOutcome {
  if (!outcome.failure) return outcome;
  const message = "Its error could not be written down.";
  return { ...outcome, failure: { ...outcome.failure, message, statement: undefined } };
}

async function writeBatch(tx: ControlTx, runId: string, batch: TenantOutcome[]): Promise<void> {
  await tx.update(migrationRuns).set({ heartbeatAt: sql`now()` }).where(eq(migrationRuns.id, runId));
  if (batch.length === 0) return;
  const rows = JSON.stringify(batch.map(toRow).map(withoutNul));
  await tx.execute(sql`
    insert into control.migration_results (run_id, tenant_id, cluster, state, from_version, to_version, attempts,
      duration_ms, sql_state, error, migration, statement)
    select ${runId}::uuid, id, cluster, state, from_version, to_version, attempts, duration_ms, sql_state, error, migration, statement
    from ${asRecords(rows)} on conflict do nothing`);
  await tx.execute(sql`
    update control.tenants t set schema_version = r.to_version from ${asRecords(rows)}
    where t.id = r.id and r.state = 'done'`);
  await tx.execute(sql`
    select pg_notify(${TENANT_CHANNEL}, ${TENANT_NOTICE}) from ${asRecords(rows)}
      join control.tenants t on t.id = r.id where r.state = 'done' and t.status <> 'spare'`);
}

const asRecords = (
  rows: string,
) => sql`jsonb_to_recordset(${rows}::jsonb) as r(id uuid, cluster text, state text,
  from_version text, to_version text, attempts int, duration_ms int, sql_state text, error text, migration text, statement text)`;

/** PostgreSQL's JSON takes no NUL. */
const withoutNul = <T extends object>(row: T): T =>
  Object.fromEntries(
    Object.entries(row).map(([key, value]) => [
      key,
      typeof value === "string" ? value.replaceAll("\0", "") : value,
    ]),
  ) as T;
