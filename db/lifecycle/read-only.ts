/**
 * Read-only: pages are shown as ever and nothing is changed, in every process. Nobody is signed out, and jobs
 * wait. `resumeTenant` ends it.
 */
import type { Actor } from "../control/audit-log.ts";
import { getOpenReplacement, noteStatusBefore } from "../control/replacements.ts";
import { updateTenant } from "../control/tenant-changes.ts";
import type { DataTier } from "../data-tier.ts";
import type { Tenant } from "../routing/tenant.ts";
import { changeTenant } from "./change.ts";

/** What is left out stays as it is; null takes it away. */
type Terms = {
  actor: Actor;
  /** When it is expected to be over. */
  until?: Date | null | undefined;
  /** What its members are told of why. */
  notice?: string | null | undefined;
};

/**
 * Answers false where it is read-only already, until then and for that. Throws LifecycleRefused and
 * TenantUnknown.
 */
export const makeReadOnly = (
  tier: DataTier,
  tenantId: string,
  { actor, until, notice }: Terms,
): Promise<boolean> =>
  changeTenant(tier, tenantId, {
    kind: "readOnly",
    actor,
    isDone: async (tenant, tx) =>
      tenant.status === "read-only" &&
      !isOther(tenant, { until, notice }) &&
      (await getOpenReplacement(tx, tenantId))?.statusBefore !== "active",
    make: async (tx) => {
      const changes = {
        ...(until !== undefined && { readOnlyUntil: until }),
        ...(notice !== undefined && { readOnlyNotice: notice }),
      };
      await updateTenant(tx, tenantId, { status: "read-only", ...changes });
      // What holds its writes at the moment does not resume it when that is over.
      await noteStatusBefore(tx, tenantId, "read-only");
      return { ...(until && { until: until.toISOString() }), ...(notice && { reason: notice }) };
    },
  });

const isOther = (tenant: Tenant, { until, notice }: Omit<Terms, "actor">): boolean =>
  (until !== undefined && until?.getTime() !== tenant.readOnlyUntil?.getTime()) ||
  (notice !== undefined && notice !== tenant.readOnlyNotice);
