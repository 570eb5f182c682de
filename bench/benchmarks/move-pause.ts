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
import type { Placement, PlacementKind } from "../../db/routing/placement.ts";
import type { TenantDb } from "../../db/routing/tenant-db.ts";
import { createProject } from "../../db/tenant/projects.ts";
import { median } from "../lib/compare.ts";
import { atMost, type Result } from "../lib/report.ts";
import { addSecondServer, OWNER, openStage, type Stage } from "../lib/stage.ts";

const WRITERS = 4;
type Method = "live" | "held";
/** There and back in turn, so that each way is gone by both: rows are copied each time. */
const MOVES: Method[] = ["live", "live", "held", "held", "live", "held"];
const HOLD_MS = 100;
/** Of ten times the rows. */
const MILLION_HOLD_MS = 2 * HOLD_MS;
/** Of the pause of a copy with writes held. */
const MOST_OF_HELD = 1 / 5;
const ROWS = 100_000;

/** Where a tenant goes from its place. */
type Way = (from: Placement) => { to: PlacementKind; cluster?: string };
const toOtherKind: Way = ({ kind }) => ({ to: kind === "schema" ? "database" : "schema" });
const toOtherServer: Way = ({ kind, cluster }) => ({
  to: kind,
  cluster: cluster === "second" ? "main" : "second",
});

export const movePause = (stage: Stage): Promise<Result> =>
  measure(stage, "move-pause", { rows: ROWS, way: toOtherKind });
export const movePauseMillion = (stage: Stage): Promise<Result> =>
  measure(stage, "move-pause-1m", { rows: 1_000_000, way: toOtherKind, holdMs: MILLION_HOLD_MS });

/** Between two servers; on a stage of its own, whose tenants may be placed on either. */
export async function movePauseServers(): Promise<Result> {
  const stage = await openStage();
  const stopSecond = await addSecondServer(stage);
  try {
    return await measure(stage, "move-pause-servers", { rows: ROWS, way: toOtherServer });
  } finally {
    await stage.close();
    await stopSecond();
  }
}

type Course = { rows: number; way: Way; holdMs?: number };

async function measure(
  { tier }: Stage,
  name: string,
  { rows, way, holdMs = HOLD_MS }: Course,
): Promise<Result> {
  const { id, placement } = await provisionTenant(tier, {
    ...{ organizationId: `org_${name}`, slug: name, name, owner: OWNER, cluster: "main" },
  });
  await fill(tier, placement, rows);
  const gaps: Record<Method, number[]> = { live: [], held: [] };
  for (const method of MOVES) gaps[method].push(await moveOnce(tier, id, method, way));
  const live = Math.max(...gaps.live);
  const held = median(gaps.held);
  const most = Math.min(holdMs, held * MOST_OF_HELD);
  const told = `p50 ${median(gaps.live).toFixed(0)} ms; with writes held ${held.toFixed(0)} ms`;
  const detail = `${rows} rows, ${WRITERS} writers, ${gaps.live.length} moves: ${told}`;
  return atMost(name, live, Math.round(most), detail, "ms");
}

/** Answers the longest gap that a client saw. */
async function moveOnce(tier: DataTier, tenantId: string, method: Method, way: Way): Promise<number> {
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
    const wanted = { ...way(tenant.placement), holdsWrites: method === "held" };
    await beginMove(tier, await planMove(tier, tenantId, wanted));
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

const fill = (tier: DataTier, { schema }: Placement, rows: number): Promise<void> =>
  withAdmin(tier.urls.adminUrl, async (client) => {
    await client.query(
      `INSERT INTO "${schema}".projects (id, name, slug, description, created_by)
       SELECT gen_random_uuid(), 'Project ' || n, 'project-' || n, repeat('x', 80), $1
       FROM generate_series(1, $2::int) AS n`,
      [OWNER.id, rows],
    );
    await client.query(`VACUUM (ANALYZE) "${schema}".projects`);
  });
