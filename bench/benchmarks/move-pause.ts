/**
 * How long a client waits while its tenant changes places, against a copy with writes held: the longest gap
 * between two acknowledged writes of one client, of four who write without a rest.
 */
import { withAdmin } from "../../db/cluster/admin.ts";
import { getTenant } from "../../db/control/tenants.ts";
import type { DataTier } from "../../db/data-tier.ts";
import { DataTierError } from "../../db/errors.ts";
import { provisionTenant } from "../../db/lifecycle/provision.ts";
import { beginMove, continueMove, finishMoveNow } from "../../db/move/move-tenant.ts";
import { planMove } from "../../db/move/plan.ts";
import type { Tenant } from "../../db/routing/tenant.ts";
import type { TenantDb } from "../../db/routing/tenant-db.ts";
import { createProject } from "../../db/tenant/projects.ts";
import { median } from "../lib/compare.ts";
import { atMost, type Result } from "../lib/report.ts";
import { OWNER, type Stage } from "../lib/stage.ts";

const WRITERS = 4;
/** Moves of each kind, there and back in turn: rows are copied each time. */
const MOVES = 3;
const HOLD_MS = 100;
/** Of the pause of a copy with writes held. */
const MOST_OF_HELD = 1 / 5;

export const movePause = (stage: Stage): Promise<Result> => measure(stage, "move-pause", 100_000);
export const movePauseMillion = (stage: Stage): Promise<Result> => measure(stage, "move-pause-1m", 1_000_000);

async function measure({ tier }: Stage, name: string, rows: number): Promise<Result> {
  const tenant = await provisionTenant(tier, {
    ...{ organizationId: `org_${name}`, slug: name, name, owner: OWNER },
  });
  await fill(tier, tenant, rows);
  const gaps: Record<"live" | "held", number[]> = { live: [], held: [] };
  for (let n = 0; n < MOVES; n++)
    for (const method of ["live", "held"] as const)
      gaps[method].push(await moveOnce(tier, tenant.id, method));
  const live = Math.max(...gaps.live);
  const held = median(gaps.held);
  const most = Math.min(HOLD_MS, held * MOST_OF_HELD);
  const detail = `${rows} rows, ${WRITERS} writers, ${MOVES} moves: p50 ${median(gaps.live).toFixed(0)} ms; with writes held ${held.toFixed(0)} ms`;
  return atMost(name, live, Math.round(most), detail, "ms");
}

/** Answers the longest gap that a client saw. */
async function moveOnce(tier: DataTier, tenantId: string, method: "live" | "held"): Promise<number> {
  const tenant = await tier.controlDb.read((tx) => getTenant(tx, tenantId));
  if (!tenant) throw new Error("The tenant is gone.");
  let isOver = false;
  let longest = 0;
  const clients = Array.from({ length: WRITERS }, async () => {
    const db = tier.tenantRouter.connect(tenant);
    for (let last = performance.now(); !isOver; ) {
      if (!(await isWritten(db))) continue;
      const now = performance.now();
      longest = Math.max(longest, now - last);
      last = now;
    }
  });
  try {
    const to = tenant.placement.kind === "schema" ? "database" : "schema";
    await beginMove(tier, await planMove(tier, tenantId, { to, holdsWrites: method === "held" }));
    await continueMove(tier, tenantId);
  } finally {
    isOver = true;
    await Promise.all(clients);
  }
  await finishMoveNow(tier, tenantId);
  return longest;
}

/** As a client does: what is answered 503 is sent again, and the wait goes on. */
async function isWritten(db: TenantDb): Promise<boolean> {
  try {
    await db.write((tx) =>
      createProject(tx, OWNER, {
        ...{ name: "Written", description: "", status: "active", isPublic: true, categoryIds: [] },
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof DataTierError && error.retryAfterSeconds !== undefined) return false;
    throw error;
  }
}

const fill = (tier: DataTier, { placement: { schema } }: Tenant, rows: number): Promise<void> =>
  withAdmin(tier.urls.adminUrl, async (client) => {
    await client.query(
      `INSERT INTO "${schema}".projects (id, name, slug, description, created_by)
       SELECT gen_random_uuid(), 'Project ' || n, 'project-' || n, repeat('x', 80), $1
       FROM generate_series(1, $2::int) AS n`,
      [OWNER.id, rows],
    );
    await client.query(`VACUUM (ANALYZE) "${schema}".projects`);
  });
