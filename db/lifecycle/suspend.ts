/** Suspend and resume: pages, sessions and jobs stop at once, in every process; data stays. */
import type { Actor } from "../control/audit-log.ts";
import type { ControlTx } from "../control/control-db.ts";
import { getOpenReplacement } from "../control/replacements.ts";
import { revokeSessionsByTenant } from "../control/sessions.ts";
import { updateTenant } from "../control/tenant-changes.ts";
import { deleteTicketsByTenant } from "../control/tickets.ts";
import { releaseJobs } from "../control/waiting-jobs.ts";
import type { DataTier } from "../data-tier.ts";
import { LifecycleRefused } from "../errors.ts";
import { changeTenant } from "./change.ts";

type Suspension = {
  actor: Actor;
  reason?: string | undefined;
  /** Whoever asks for its pages is told the reason; else it stays in the audit log. */
  isReasonShown?: boolean | undefined;
};

/** Answers false where it was suspended already. Its sessions and tickets are over. */
export const suspendTenant = (
  tier: DataTier,
  tenantId: string,
  { actor, reason, isReasonShown = false }: Suspension,
): Promise<boolean> =>
  changeTenant(tier, tenantId, {
    kind: "suspend",
    actor,
    make: async (tx) => {
      const notice = isReasonShown && reason ? reason : undefined;
      await updateTenant(tx, tenantId, { status: "suspended", ...(notice && { suspensionNotice: notice }) });
      await endSessions(tx, tenantId);
      return { ...(reason && { reason }), ...(notice && { isReasonShown }) };
    },
  });

/**
 * From suspended or read-only. Answers false where it was active already. Jobs that waited go back into the
 * queue.
 */
export const resumeTenant = (
  tier: DataTier,
  tenantId: string,
  { actor }: { actor: Actor },
): Promise<boolean> =>
  changeTenant(tier, tenantId, {
    kind: "resume",
    actor,
    make: async (tx, { slug }) => {
      const replacement = await getOpenReplacement(tx, tenantId);
      if (replacement && replacement.phase !== "kept")
        throw new LifecycleRefused(
          "busy",
          `The data of ${slug} is being replaced: what is written now would be lost.`,
        );
      await updateTenant(tx, tenantId, { status: "active" });
      await releaseJobs(tx, tenantId);
      return {};
    },
  });

/** Nobody is inside any more, nor on the way in. */
export async function endSessions(tx: ControlTx, tenantId: string): Promise<void> {
  await revokeSessionsByTenant(tx, tenantId);
  await deleteTicketsByTenant(tx, tenantId);
}
