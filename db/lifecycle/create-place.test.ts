import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { withAdmin } from "../cluster/admin.ts";
import { loginOf } from "../cluster/prepare.ts";
import type { DataTier } from "../data-tier.ts";
import {
  PLACEMENT_KINDS,
  type Placement,
  type PlacementKind,
  tenantIdentifier,
  tenantLogin,
} from "../routing/placement.ts";
import { scratchDataTier } from "../testing/scratch.ts";
import { createPlace } from "./create-place.ts";
import { tenantName } from "./place-plan.ts";

let tier: DataTier;
beforeAll(async () => {
  tier = await scratchDataTier();
});
afterAll(() => tier.close());

/** A place that nobody has made yet, and how it is made. */
function wanted(kind: PlacementKind) {
  const id = randomUUID();
  const own = tenantIdentifier(id);
  const isOwn = kind === "database";
  const database = isOwn ? own : new URL(tier.urls.adminUrl).pathname.slice(1);
  const login = isOwn ? tenantLogin(id) : loginOf(tier.urls.url);
  const placement: Placement = {
    kind,
    cluster: "main",
    database,
    schema: own,
    role: own,
    version: 1,
    login: null,
  };
  const { adminUrl } = tier.urls;
  return { placement, options: { adminUrl, login, ...(isOwn ? { loginPassword: "a-password" } : {}) } };
}

const RIGHTS = `
  SELECT has_schema_privilege($1::name, $1::text, 'USAGE') AS usage, pg_has_role($2::name, $1::name, 'MEMBER') AS member,
         (SELECT count(*)::int FROM pg_default_acl d JOIN pg_namespace n ON n.oid = d.defaclnamespace
           WHERE n.nspname = $1::name) AS defaults`;

test.each(PLACEMENT_KINDS)(
  "many who make the same place of kind %s at once make one, whole",
  async (kind) => {
    const { placement, options } = wanted(kind);
    const made = await Promise.allSettled(Array.from({ length: 8 }, () => createPlace(placement, options)));
    expect(made.filter(({ status }) => status === "rejected")).toEqual([]);
    const [rights] = await withAdmin(
      options.adminUrl,
      async (client) => (await client.query(RIGHTS, [placement.schema, options.login])).rows,
      { database: placement.database },
    );
    expect(rights).toEqual({ usage: true, member: true, defaults: 2 });
  },
);

// A pooler that signs in with what it learned of a login would wait in vain, and every request of the tenant
// with it.
test("the login of a place that is there keeps its password as it is stored", async () => {
  const { placement, options } = wanted("database");
  const stored = () =>
    withAdmin(options.adminUrl, async (client) => {
      const text = "SELECT rolpassword FROM pg_authid WHERE rolname = $1";
      return (await client.query<{ rolpassword: string }>(text, [options.login])).rows[0]?.rolpassword;
    });
  await createPlace(placement, options);
  const before = await stored();
  expect(before).toMatch(/^SCRAM-SHA-256\$/);
  await createPlace(placement, options);
  expect(await stored()).toBe(before);
});

test("a name that is no tenant's makes nothing", async () => {
  expect(() => tenantName("public")).toThrow(TypeError);
  const { placement, options } = wanted("schema");
  await expect(
    createPlace({ ...placement, role: "postgres_2", schema: "public_2" }, options),
  ).rejects.toThrow("Not the schema of a tenant.");
});
