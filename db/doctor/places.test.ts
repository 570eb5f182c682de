// Threat: the control plane and a server come from different moments, and nobody sees it.
import { afterAll, beforeAll, expect, test } from "vitest";
import { withAdmin } from "../cluster/admin.ts";
import type { DataTier } from "../data-tier.ts";
import { newId } from "../id.ts";
import { beginMove, continueMove } from "../move/move-tenant.ts";
import { planMove } from "../move/plan.ts";
import { tenantIdentifier } from "../routing/placement.ts";
import { forEachPlacement } from "../testing/for-each-placement.ts";
import { adminQuery } from "../testing/query.ts";
import { scratchDataTier, testOwner, testTenant } from "../testing/scratch.ts";
import { checkPlaces } from "./places.ts";

let tier: DataTier;
beforeAll(async () => {
  tier = await scratchDataTier();
});
afterAll(() => tier.close());

const SLOW_MS = 300_000;

const examine = () => withAdmin(tier.urls.adminUrl, (admin) => checkPlaces(tier, admin, "main"));
const GOOD = [expect.objectContaining({ check: "places", state: "ok" })];

forEachPlacement((kind) => {
  test("a tenant whose place is gone is named, and what to do", async () => {
    const tenant = await testTenant(tier, { kind });
    expect(await examine()).toEqual(GOOD);
    const { schema, database } = tenant.placement;
    await adminQuery(
      tier,
      kind === "database" ? `DROP DATABASE "${database}" WITH (FORCE)` : `DROP SCHEMA "${schema}" CASCADE`,
    );
    const [finding] = await examine();
    expect(finding).toMatchObject({ state: "failed" });
    expect(finding?.detail).toContain(`Not where the control plane believes: ${tenant.slug}.`);
    await adminQuery(tier, "DELETE FROM control.tenants WHERE id = $1", [tenant.id]);
    expect(await examine()).toEqual(GOOD);
  });

  test(
    "one that moves is in both places, and one that has left its place is not there",
    async () => {
      const tenant = await testTenant(tier, { kind, owner: testOwner() });
      const to = kind === "schema" ? "database" : "schema";
      await beginMove(tier, await planMove(tier, tenant.id, { to }));
      await continueMove(tier, tenant.id);
      expect(await examine()).toEqual(GOOD);
      // As after a restore of the control plane of the day before.
      await adminQuery(tier, "DELETE FROM control.moves WHERE tenant_id = $1", [tenant.id]);
      await adminQuery(
        tier,
        "UPDATE control.placements SET kind = 'schema', login = NULL, sealed_password = NULL WHERE tenant_id = $1 AND $2 = 'schema'",
        [tenant.id, kind],
      );
      const findings = await examine();
      if (kind === "schema") expect(findings).toMatchObject([{ state: "failed" }]);
      else expect(findings).toEqual(GOOD);
      await adminQuery(tier, "DELETE FROM control.tenants WHERE id = $1", [tenant.id]);
      await withAdmin(tier.urls.adminUrl, (admin) =>
        admin.query(`DROP SCHEMA IF EXISTS "${tenant.placement.schema}" CASCADE`),
      );
    },
    SLOW_MS,
  );
});

test("a schema that is nobody's is named; one of a tenant that is being made is not", async () => {
  const stray = tenantIdentifier(newId());
  await adminQuery(tier, `CREATE SCHEMA "${stray}"`);
  expect(await examine()).toMatchObject([{ state: "weak", detail: expect.stringContaining(stray) }]);
  await adminQuery(tier, `DROP SCHEMA "${stray}"`);
  const making = await testTenant(tier);
  await adminQuery(tier, "UPDATE control.tenants SET status = 'provisioning' WHERE id = $1", [making.id]);
  expect(await examine()).toEqual(GOOD);
  await adminQuery(tier, `DROP SCHEMA "${making.placement.schema}" CASCADE`);
  expect(await examine()).toEqual(GOOD);
});
