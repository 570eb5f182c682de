/**
 * Another login for a dedicated database, with a password of its own, while the tenant is used. A password
 * that is changed would shut out whoever signs in with what it learned of the former one, such as a pooler:
 * so each login has a name that none had before.
 */
import { randomBytes } from "node:crypto";
import { withAdmin } from "../cluster/admin.ts";
import { type Actor, recordAudit } from "../control/audit-log.ts";
import type { ControlTx } from "../control/control-db.ts";
import { getOpenMove, replacePlacement } from "../control/moves.ts";
import { getTenant, lockTenant } from "../control/tenants.ts";
import type { DataTier } from "../data-tier.ts";
import { LifecycleRefused, TenantUnknown } from "../errors.ts";
import type { Placement } from "../routing/placement.ts";
import type { Tenant } from "../routing/tenant.ts";
import { requireStatus } from "./change.ts";
import { createPlace } from "./create-place.ts";
import { dropTenantRole, listLogins } from "./drop-role.ts";
import { type HoldOptions, withHold } from "./hold.ts";

const PASSWORD_BYTES = 24;
/** Of what tells one login's name from those before it. */
const NAME_BYTES = 4;

export const newPassword = (): string => randomBytes(PASSWORD_BYTES).toString("base64url");

/**
 * Answers the name of the login that it has then. The former one is gone: whoever still comes with it is
 * refused by the server. Killed in between, the next call takes away what is left. Throws LifecycleRefused
 * where the tenant shares its cluster's login, or moves; TenantUnknown; and what the cluster throws: then the
 * former login is the one that counts.
 */
export const rotateLogin = (
  tier: DataTier,
  tenantId: string,
  by: { actor: Actor } & HoldOptions,
): Promise<string> =>
  withHold(
    tier,
    tenantId,
    async ({ requireHeld }) => {
      const tenant = await tier.controlDb.read((tx) => requireOwnLogin(tx, tenantId));
      const next = await makeLogin(tier, tenant);
      requireHeld();
      await tier.controlDb.write(async (tx) => {
        await lockTenant(tx, tenantId);
        await requireOwnLogin(tx, tenantId);
        await replacePlacement(tx, tenantId, next);
        const detail = { login: next.login.user };
        await recordAudit(tx, { actor: by.actor, action: "tenant.rotate-login", tenantId, detail });
      });
      tier.tenantRegistry.invalidate(tenantId);
      await tier.connections.evict(tenant.placement);
      await dropOthers(tier, next);
      return next.login.user;
    },
    by,
  );

async function requireOwnLogin(tx: ControlTx, tenantId: string): Promise<Tenant> {
  const tenant = await getTenant(tx, tenantId);
  if (!tenant) throw new TenantUnknown(tenantId);
  requireStatus(tenant, "rotate-login");
  const { slug, placement } = tenant;
  if (!placement.login)
    throw new LifecycleRefused("state", `${slug} is in a database that tenants share, and so is its login.`);
  if (await getOpenMove(tx, tenantId))
    throw new LifecycleRefused(
      "busy",
      `${slug} is being moved, or its former place is kept: end that first.`,
    );
  return tenant;
}

type WithLogin = Placement & { login: NonNullable<Placement["login"]> };

/** Nobody comes with it yet. It has been tried, on the way that requests take, once this is answered. */
async function makeLogin(tier: DataTier, { placement }: Tenant): Promise<WithLogin> {
  const password = newPassword();
  const user = `${placement.role}_app_${randomBytes(NAME_BYTES).toString("hex")}`;
  const login = { user, sealedPassword: tier.secrets.seal(password) };
  const { adminUrl } = await tier.clusterUrls(placement.cluster);
  await createPlace(placement, { adminUrl, login: user, loginPassword: password });
  const next = { ...placement, login };
  await tier.connections.ping(next);
  return next;
}

async function dropOthers(tier: DataTier, { cluster, role, login }: WithLogin): Promise<void> {
  const { adminUrl } = await tier.clusterUrls(cluster);
  await withAdmin(adminUrl, async (client) => {
    for (const other of await listLogins(client, role)) {
      if (other !== login.user) await dropTenantRole(client, adminUrl, other);
    }
  });
}
