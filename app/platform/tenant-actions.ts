/** Pure: what staff may do to a tenant in which state, and where. The data tier checks again. */
import type { TenantDetail, TenantStatus } from "#app/db.server.ts";

export type TenantAction = "suspend" | "resume" | "rename" | "plan" | "delete" | "restore" | "purge";

type Rule = { path: string; from: readonly TenantStatus[]; isHarmful?: true };

/** In the order in which they are offered; what harms comes last. */
export const tenantActions: Record<TenantAction, Rule> = {
  resume: { path: "resumptions", from: ["suspended"] },
  restore: { path: "restorations", from: ["deleted"] },
  rename: { path: "renames", from: ["active", "suspended"] },
  plan: { path: "plan-changes", from: ["active", "suspended"] },
  suspend: { path: "suspensions", from: ["active"], isHarmful: true },
  delete: { path: "deletions", from: ["active", "suspended", "provisioning"], isHarmful: true },
  purge: { path: "purges", from: ["deleted"], isHarmful: true },
};

export const allows = (status: TenantStatus, action: TenantAction): boolean =>
  tenantActions[action].from.includes(status);

/** Once a purge has begun, nothing but going on with it is left. */
export const actionsFor = (status: TenantStatus, unfinished: TenantDetail["unfinished"]): TenantAction[] =>
  (Object.keys(tenantActions) as TenantAction[]).filter(
    (action) => allows(status, action) && (unfinished !== "purge" || action === "purge"),
  );
