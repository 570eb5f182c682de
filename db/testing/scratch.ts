/** A control plane of its own for a test file: real databases on the run's disposable server. */
import { randomBytes, randomUUID } from "node:crypto";
import { inject } from "vitest";
import { prepareControlPlane } from "../control/prepare.ts";
import { createSecrets } from "../control/secrets.ts";
import type { Plan, Tenant } from "../control/tenant.ts";
import { type DataTier, openDataTier } from "../data-tier.ts";
import { ensureDatabase } from "../embedded/runtime.ts";
import { type Owner, provisionTenant } from "../lifecycle/provision.ts";
import type { PlacementKind } from "../routing/placement.ts";

export const TEST_SECRETS_KEY = "test-secrets-key-test-secrets-key-0000";
const APP_PASSWORD = "test-app-password";

/** A data tier on a fresh control database. Close it when done. */
export async function scratchDataTier(options: { listen?: boolean } = {}): Promise<DataTier> {
  const server = inject("testServer");
  const running = { ...server, started: false, stop: async () => {} };
  const database = `scratch_${randomBytes(6).toString("hex")}`;
  const urls = await ensureDatabase(running, APP_PASSWORD, database);
  await prepareControlPlane(urls, createSecrets(TEST_SECRETS_KEY), { localIdentity: true });
  return openDataTier({ urls, secretsKey: TEST_SECRETS_KEY, listen: options.listen ?? false });
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
  options: { kind?: PlacementKind; slug?: string; plan?: Plan; owner?: Owner } = {},
): Promise<Tenant> {
  const name = options.slug ?? `tenant-${randomBytes(5).toString("hex")}`;
  return provisionTenant(tier, {
    organizationId: `org_${randomUUID()}`,
    slug: name,
    name,
    kind: options.kind ?? "schema",
    owner: options.owner ?? testOwner(),
    ...(options.plan ? { plan: options.plan } : {}),
  });
}
