import { afterAll, beforeAll, expect, test } from "vitest";
import { makeReadOnly, suspendTenant } from "#app/db.server.ts";
import { env } from "#app/env.server.ts";
import { type DataTier, openDataTier } from "#db/data-tier.ts";
import type { Tenant } from "#db/routing/tenant.ts";
import { adminQuery } from "#db/testing/query.ts";
import { scratchDataTier, testOwner, testTenant } from "#db/testing/scratch.ts";
import { sweepTenants } from "./sweep-tenants.ts";

let scratch: DataTier;
let tier: DataTier;
beforeAll(async () => {
  scratch = await scratchDataTier();
  tier = await openDataTier({ urls: scratch.urls, secretsKey: env.SECRETS_KEY });
});
afterAll(() => Promise.all([tier.close(), scratch.close()]));

const old = async ({ placement }: Tenant, memberId: string) => {
  const table = `"${placement.schema}".notifications`;
  await adminQuery(
    tier,
    `insert into ${table} (member_id, kind, actor_id, subject_type, subject_id, created_at)
     values ('${memberId}', 'k', 'a', 'project', 's', now() - interval '91 days')`,
  );
  return () => adminQuery(tier, `select id from ${table}`);
};

test("every tenant that serves is swept, whatever fails at another; what does not serve is let be", async () => {
  const owner = testOwner();
  const make = async () => {
    const tenant = await testTenant(tier, { owner });
    return { tenant, left: await old(tenant, owner.id) };
  };
  const [first, broken, suspended, last] = [await make(), await make(), await make(), await make()];
  const readOnly = await make();
  await adminQuery(tier, `alter table "${broken.tenant.placement.schema}".notifications rename to gone`);
  await suspendTenant(tier, suspended.tenant.id, { actor: { kind: "staff" } });
  await makeReadOnly(tier, readOnly.tenant.id, { actor: { kind: "staff" } });
  await sweepTenants(tier, undefined, { limit: 1 });
  expect(await first.left()).toEqual([]);
  expect(await last.left()).toEqual([]);
  expect(await suspended.left()).toHaveLength(1);
  expect(await readOnly.left()).toHaveLength(1);
});
