/** What should become of a tenant, whatever is done to it: the lifecycle, as a few lines. Pure. */
import type { TenantStatus } from "#app/db.server.ts";
import type { PlacementKind } from "#db/routing/placement.ts";

/** Whatever it is, it is there for its people, or may be again at a word. */
type Serving = "active" | "read-only" | "suspended";

export type ModelTenant = {
  id: string;
  kind: PlacementKind;
  status: TenantStatus;
  slug: string;
  /** Deleted while it was this: that is what it comes back as. */
  was: Serving;
  /** Killed half-way: whoever comes next goes on with it. */
  killed: "restore" | "purge" | undefined;
  /** Jobs that were asked for. */
  jobs: number[];
};

export type Model = { tenants: ModelTenant[] };

export const ACTIONS = [
  "readOnly",
  "suspend",
  "resume",
  "rename",
  "delete",
  "restore",
  "purge",
  "continue",
] as const;
export type Action = (typeof ACTIONS)[number];

type After = Pick<ModelTenant, "status" | "was" | "killed">;

/** How a tenant stands after an action; undefined where it is refused. */
export function after(tenant: After, action: Action): After | undefined {
  const { status, was, killed } = tenant;
  const serves = status === "active" || status === "read-only" || status === "suspended";
  switch (action) {
    case "readOnly":
      return serves && status !== "suspended" ? { ...tenant, status: "read-only" } : undefined;
    case "suspend":
      return serves ? { ...tenant, status: "suspended" } : undefined;
    case "resume":
      return serves ? { ...tenant, status: "active" } : undefined;
    case "rename":
      return serves ? tenant : undefined;
    case "delete":
      if (status === "deleted") return tenant;
      if (!serves && status !== "provisioning") return undefined;
      return { status: "deleted", was: serves ? status : "active", killed: undefined };
    case "restore":
      if (serves) return tenant;
      if (status !== "deleted" || killed === "purge") return undefined;
      return { status: was, was: "active", killed: undefined };
    case "purge":
      if (status === "purged") return tenant;
      return status === "deleted" ? { ...tenant, status: "purged", killed: undefined } : undefined;
    case "continue":
      if (status === "provisioning") return { ...tenant, status: "active" };
      return status === "deleted" && killed ? after(tenant, killed) : tenant;
  }
}

/** Where two actions at once may lead: each may come first, and each may find the other in its way. */
export function afterBoth(tenant: After, first: Action, second: Action): After[] {
  const inTurn = (one: Action, other: Action): After => {
    const between = after(tenant, one) ?? tenant;
    return after(between, other) ?? between;
  };
  return [inTurn(first, second), inTurn(second, first)];
}
