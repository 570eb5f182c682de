/** What may be done to a tenant in which state, and the state that it leads to. Pure. */
import type { TenantStatus } from "../routing/tenant.ts";

type Transition = {
  from: readonly TenantStatus[];
  /**
   * Where the tenant is then; undefined: where it was. Restored is what it was before.
   */
  to?: readonly TenantStatus[];
};

const TENANT_TRANSITIONS = {
  // Once more: until another time, or with other words.
  readOnly: { from: ["active", "read-only"], to: ["read-only"] },
  suspend: { from: ["active", "read-only"], to: ["suspended"] },
  resume: { from: ["read-only", "suspended"], to: ["active"] },
  rename: { from: ["active", "read-only", "suspended"] },
  plan: { from: ["active", "read-only", "suspended"] },
  move: { from: ["active", "read-only", "suspended"] },
  // Its rows by those of an archive.
  replace: { from: ["active", "read-only", "suspended"] },
  "rotate-login": { from: ["active", "read-only", "suspended"] },
  owner: { from: ["active", "read-only", "suspended"] },
  delete: { from: ["active", "read-only", "suspended", "provisioning"], to: ["deleted"] },
  restore: { from: ["deleted"], to: ["active", "read-only", "suspended"] },
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
