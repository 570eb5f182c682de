/** A run of migrations as the command line would write it, without migrating anything. */
import { newId } from "../db/id.ts";
import { adminQuery as query } from "./database.ts";

/** Answers the run's id. */
export async function beginRun(total: number): Promise<string> {
  const id = newId();
  await query(
    `INSERT INTO control.migration_runs (id, command, state, started_by, total, heartbeat_at)
     VALUES ($1, 'up', 'running', 'cli:test', $2, now() + interval '1 hour')`,
    [id, total],
  );
  return id;
}

export const addResult = (runId: string, state: "done" | "failed") =>
  query(
    `INSERT INTO control.migration_results (run_id, tenant_id, cluster, state, attempts, duration_ms, error)
     VALUES ($1, $2, 'main', $3, 1, 12, CASE WHEN $3 = 'failed' THEN 'relation exists' END)`,
    [runId, newId(), state],
  );

export const endRun = (runId: string) =>
  query("UPDATE control.migration_runs SET state = 'partly', finished_at = now() WHERE id = $1", [runId]);
