/** Makes sure that a tenant has its place and that the place is up to date, whatever of it is there already. */
import { loginOf } from "../cluster/prepare.ts";
import type { Tenant } from "../control/tenant.ts";
import { setSchemaVersion } from "../control/tenants.ts";
import type { DataTier } from "../data-tier.ts";
import { migrateTenant } from "../migrate/run.ts";
import type { MemberInput } from "../tenant/members.ts";
import { giveBirth } from "./birth.ts";
import { urlsOfCluster } from "./cluster-urls.ts";
import { createPlace } from "./create-place.ts";

/**
 * Idempotent, and safe beside another process that does the same. Answers whether the place was made now and with its members:
 * those are added only to what is made now.
 */
export async function bringUp(
  tier: DataTier,
  tenant: Tenant,
  members: MemberInput[] = [],
): Promise<{ hasMembers: boolean }> {
  const { placement } = tenant;
  const urls = await urlsOfCluster(tier, placement.cluster);
  const own = placement.login;
  const login = own?.user ?? loginOf(urls.url);
  if (placement.kind === "schema" && tenant.schemaVersion === null) {
    const born = await giveBirth({ adminUrl: urls.adminUrl, login, schemas: [placement.schema], members });
    if (born) {
      await tier.controlDb.write((tx) => setSchemaVersion(tx, tenant.id, born.version));
      return { hasMembers: true };
    }
  }
  const loginPassword = own ? { loginPassword: tier.secrets.open(own.sealedPassword) } : {};
  await createPlace(placement, { adminUrl: urls.adminUrl, login, ...loginPassword });
  await migrateTenant(tier, tenant);
  return { hasMembers: false };
}
