/** The real system that the model is compared with: how things are done to it. */
import { randomUUID } from "node:crypto";
import {
  continueLifecycle,
  type DataTier,
  deleteTenant,
  enqueue,
  getTenant,
  listUnfinished,
  makeReadOnly,
  provisionTenant,
  purgeTenant,
  renameTenant,
  restoreTenant,
  resumeTenant,
  suspendTenant,
  type Tenant,
} from "#app/db.server.ts";
import { faults, SimulatedCrash } from "#db/control/journal.ts";
import type { PlacementKind } from "#db/routing/placement.ts";
import { adminQuery } from "#db/testing/query.ts";
import { runDueJobs } from "#db/testing/run-due-jobs.ts";
import { testOwner } from "#db/testing/scratch.ts";
import { tenantJob } from "../../tenant-job.ts";
import type { Action } from "./model.ts";

const by = { actor: { kind: "staff" as const } };
const JOB = "note";

export type Real = ReturnType<typeof openReal>;

/** Sequences share a control plane: no name is given twice. */
let names = 0;

export function openReal(tier: DataTier) {
  /** Each job that ran, as often as it did. */
  const ran: number[] = [];
  const find = (id: string): Promise<Tenant | undefined> => tier.controlDb.read((tx) => getTenant(tx, id));

  const act: Record<Action, (id: string) => Promise<unknown>> = {
    readOnly: (id) => makeReadOnly(tier, id, by),
    suspend: (id) => suspendTenant(tier, id, by),
    resume: (id) => resumeTenant(tier, id, by),
    rename: (id) => renameTenant(tier, id, { slug: `renamed-${names++}-x`, ...by }),
    delete: (id) => deleteTenant(tier, id, by),
    restore: (id) => restoreTenant(tier, id, by),
    purge: (id) => purgeTenant(tier, id, by),
    continue: (id) => continueLifecycle(tier, id),
  };

  const create = (kind: PlacementKind): Promise<Tenant> => {
    const name = `made-${names++}-x`;
    const organizationId = `org_${randomUUID()}`;
    return provisionTenant(tier, { organizationId, slug: name, name, kind, owner: testOwner() });
  };

  const task = tenantJob(tier, JOB, async (_, tenantDb, { number }) => {
    await tenantDb.read(async () => {});
    ran.push(Number(number));
  });
  /** As the worker would, and without the pause before a job is tried again. */
  const runJobs = async () => {
    await adminQuery(
      tier,
      "UPDATE graphile_worker._private_jobs SET run_at = now() WHERE locked_at IS NULL AND run_at > now()",
    );
    await runDueJobs(tier, { [JOB]: task });
  };

  return {
    tier,
    ran,
    act,
    create,
    find,
    runJobs,
    post: (tenantId: string, number: number) =>
      tier.controlDb.write((tx) => enqueue(tx, { name: JOB, payload: { tenantId, number } })),
    /** Of tenants that somebody asked for; with `all` of spares as well. */
    ids: async ({ all = false } = {}): Promise<string[]> => {
      const rows = await adminQuery<{ id: string }>(
        tier,
        `SELECT id FROM control.tenants WHERE $1 OR status = 'purged' OR organization_id IS NOT NULL ORDER BY id`,
        [all],
      );
      return rows.map(({ id }) => id);
    },
    /** What a worker finds to go on with. */
    unfinished: () => tier.controlDb.read((tx) => listUnfinished(tx, { staleAfterS: 0 })),
  };
}

/**
 * Runs `work`, and has the process die at its n-th step boundary, if it has so many. True where it died.
 */
export async function killedAt(n: number | undefined, work: () => Promise<unknown>): Promise<boolean> {
  let left = n ?? Number.POSITIVE_INFINITY;
  faults.at = (point) => {
    if (left-- === 0) throw new SimulatedCrash(point);
  };
  try {
    await work();
    return false;
  } catch (error) {
    if (error instanceof SimulatedCrash) return true;
    throw error;
  } finally {
    delete faults.at;
  }
}
