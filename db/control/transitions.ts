/** What may be done to a tenant in which state, and the state that it leads to. Pure. */
import type { TenantStatus } from "../routing/tenant.ts";

type Transition = {
  from: readonly TenantStatus[];
  /**
   * Where the tenant is then; undefined: where it was. Restored is what it was before, suspended or active.
   */
  to?: readonly TenantStatus[];
};

const TENANT_TRANSITIONS = {
  suspend: { from: ["active"], to: ["suspended"] },
  resume: { from: ["suspended"], to: ["active"] },
  rename: { from: ["active", "suspended"] },
  plan: { from: ["active", "suspended"] },
  move: { from: ["active", "suspended"] },
  owner: { from: ["active", "suspended"] },
  delete: { from: ["active", "suspended", "provisioning"], to: ["deleted"] },
  restore: { from: ["deleted"], to: ["active", "suspended"] },
  purge: { from: ["deleted"], to: ["purged"] },
} as const satisfies Record<string, Transition>;

export type TenantAction = keyof typeof TENANT_TRANSITIONS;

const transition = (action: TenantAction): Transition => TENANT_TRANSITIONS[action];

export const allowedFrom = (action: TenantAction): readonly TenantStatus[] => transition(action).from;

export const allows = (status: TenantStatus, action: TenantAction): boolean =>
  allowedFrom(action).includes(status);

/** Whether a tenant is where the action leads, so that there is nothing to do. */
export const isDoneAlready = (status: TenantStatus, action: TenantAction): boolean =>
  transition(action).to?.includes(status) ?? false;
