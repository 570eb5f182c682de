/** Pure: where the page of each action on a tenant is, and which are offered. */
import type { TenantDetail } from "#app/db.server.ts";
import { allows, type TenantAction, type TenantStatus } from "#app/db.shared.ts";

/** What staff do at the command line has no page. */
export type ConsoleAction = Exclude<TenantAction, "replace" | "rotate-login">;

type Page = { path: string; isHarmful?: true };

/** In the order in which they are offered; what harms comes last. */
export const tenantActions: Record<ConsoleAction, Page> = {
  resume: { path: "resumptions" },
  restore: { path: "restorations" },
  rename: { path: "renames" },
  plan: { path: "plan-changes" },
  move: { path: "moves" },
  owner: { path: "owners" },
  readOnly: { path: "read-only-periods", isHarmful: true },
  suspend: { path: "suspensions", isHarmful: true },
  delete: { path: "deletions", isHarmful: true },
  purge: { path: "purges", isHarmful: true },
};

/** Once a purge has begun, nothing but going on with it is left. */
export const actionsFor = (status: TenantStatus, unfinished: TenantDetail["unfinished"]): ConsoleAction[] =>
  (Object.keys(tenantActions) as ConsoleAction[]).filter(
    (action) => allows(status, action) && (unfinished !== "purge" || action === "purge"),
  );
