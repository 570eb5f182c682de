/** Suspend and resume: pages, sessions and jobs stop at once, in every process; data stays. */
import { eq, sql } from "drizzle-orm";
import type { Actor } from "../control/audit-log.ts";
import type { ControlTx } from "../control/control-db.ts";
import { tenants } from "../control/schema.ts";
import { revokeSessionsByTenant } from "../control/sessions.ts";
import { deleteTicketsByTenant } from "../control/tickets.ts";
import { releaseJobs } from "../control/waiting-jobs.ts";
import type { DataTier } from "../data-tier.ts";
import { changeTenant } from "./change.ts";

/** Answers false where it was suspended already. Its sessions and tickets are over. */
export const suspendTenant = (
  tier: DataTier,
  tenantId: string,
  { actor, reason }: { actor: Actor; reason?: string | undefined },
): Promise<boolean> =>
  changeTenant(tier, tenantId, {
    kind: "suspend",
    actor,
    from: ["active"],
    isDone: ({ status }) => status === "suspended",
    make: async (tx) => {
      await setStatus(tx, tenantId, { status: "suspended", suspendedAt: sql`now()` });
      await endSessions(tx, tenantId);
      return reason ? { reason } : {};
    },
  });

/** Answers false where it was active already. Jobs that waited go back into the queue. */
export const resumeTenant = (
  tier: DataTier,
  tenantId: string,
  { actor }: { actor: Actor },
): Promise<boolean> =>
  changeTenant(tier, tenantId, {
    kind: "resume",
    actor,
    from: ["suspended"],
    isDone: ({ status }) => status === "active",
    make: async (tx) => {
      await setStatus(tx, tenantId, { status: "active", suspendedAt: null });
      await releaseJobs(tx, tenantId);
      return {};
    },
  });

type Changes = Parameters<ReturnType<ControlTx["update"]>["set"]>[0];

export async function setStatus(tx: ControlTx, tenantId: string, changes: Changes): Promise<void> {
  await tx
    .update(tenants)
    .set({ ...changes, updatedAt: sql`now()` })
    .where(eq(tenants.id, tenantId));
}

/** Nobody is inside any more, nor on the way in. */
export async function endSessions(tx: ControlTx, tenantId: string): Promise<void> {
  await revokeSessionsByTenant(tx, tenantId);
  await deleteTicketsByTenant(tx, tenantId);
}
