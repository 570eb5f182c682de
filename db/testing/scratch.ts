/** A control plane of its own for a test file: real databases on the run's disposable server. */
import { randomBytes, randomUUID } from "node:crypto";
import type pg from "pg";
import { inject } from "vitest";
import { withAdmin } from "../cluster/admin.ts";
import { keepTo } from "../cluster/connect-rights.ts";
import { loginOf } from "../cluster/prepare.ts";
import type { ReadSecret } from "../control/clusters.ts";
import { roleNames } from "../control/role-names.ts";
import { type DataTier, openDataTier } from "../data-tier.ts";
import { provisionTenant } from "../lifecycle/provision.ts";
import type { Owner } from "../lifecycle/provision-request.ts";
import type { PlacementKind } from "../routing/placement.ts";
import type { Plan, Tenant } from "../routing/tenant.ts";
import { APP_PASSWORD, TEMPLATE, TEST_SECRETS_KEY } from "./global-setup.ts";

/** A data tier on a fresh control database. Close it when done. */
export async function scratchDataTier(
  options: { listen?: boolean; readSecret?: ReadSecret; pipelines?: boolean } = {},
): Promise<DataTier> {
  const { port, appPort, adminUser, adminPassword } = inject("testServer");
  const database = `scratch_${randomBytes(6).toString("hex")}`;
  const urls = {
    url: `postgres://tenantry_app:${APP_PASSWORD}@127.0.0.1:${appPort}/${database}`,
    adminUrl: `postgres://${adminUser}:${adminPassword}@127.0.0.1:${port}/${database}`,
  };
  const copy = (client: pg.Client) => client.query(`CREATE DATABASE ${database} TEMPLATE ${TEMPLATE}`);
  await withAdmin(urls.adminUrl, copy, { database: "postgres" });
  // Rights on a database are not copied with it.
  await withAdmin(urls.adminUrl, async (client) =>
    keepTo(client, database, [loginOf(urls.url), (await roleNames(client)).jobs]),
  );
  return openDataTier({
    urls,
    secretsKey: TEST_SECRETS_KEY,
    listen: options.listen ?? false,
    pipelines: options.pipelines ?? process.env.TEST_PIPELINE !== "off",
    ...(options.readSecret ? { readSecret: options.readSecret } : {}),
  });
}

export const testOwner = (changes: Partial<Owner> = {}): Owner => ({
  id: `user_${randomUUID()}`,
  email: `${randomUUID()}@example.com`,
  firstName: "Olive",
  lastName: "Owner",
  avatarUrl: null,
  ...changes,
});

/** A tenant that serves. */
export function testTenant(
  tier: DataTier,
  options: { kind?: PlacementKind; slug?: string; plan?: Plan; owner?: Owner; region?: string } = {},
): Promise<Tenant> {
  const name = options.slug ?? `tenant-${randomBytes(5).toString("hex")}`;
  return provisionTenant(tier, {
    organizationId: `org_${randomUUID()}`,
    slug: name,
    name,
    kind: options.kind ?? "schema",
    owner: options.owner ?? testOwner(),
    ...(options.plan ? { plan: options.plan } : {}),
    ...(options.region ? { region: options.region } : {}),
  });
}
