// Threat: what a token says of organizations or factors opens a workspace that membership does not.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { dataTierContext } from "#app/context.ts";
import { changeSecurity, upsertMembership, upsertUser } from "#app/db.people.server.ts";
import type { Tenant } from "#app/db.server.ts";
import { env } from "#app/env.server.ts";
import { bindSession } from "#app/identity/companion.server.ts";
import {
  cookies,
  get,
  ORIGIN,
  PROVIDERS,
  pass,
  token,
} from "#app/identity/providers/clerk/testing/providers.ts";
import { hashSecret } from "#app/identity/secret.ts";
import { PRODUCT_SECURITY } from "#db/control/security-choices.ts";
import { type DataTier, openDataTier } from "#db/data-tier.ts";
import { adminQuery } from "#db/testing/query.ts";
import { scratchDataTier, testOwner, testTenant } from "#db/testing/scratch.ts";
import { loader } from "./enter.ts";

const owner = testOwner();
let scratch: DataTier;
let tier: DataTier;
let tenant: Tenant;
beforeAll(async () => {
  scratch = await scratchDataTier();
  tier = await openDataTier({ urls: scratch.urls, secretsKey: env.SECRETS_KEY });
  const names = { firstName: "Ada", lastName: null, avatarUrl: null };
  const ada = { id: "user_ada", email: "ada@example.com", ...names, sourceUpdatedAt: new Date() };
  await tier.controlDb.write((tx) => upsertUser(tx, ada));
});
beforeEach(async () => {
  tenant = await testTenant(tier, { owner });
});
afterAll(() => Promise.all([tier.close(), scratch.close()]));

const join = () =>
  tier.controlDb.write((tx) =>
    upsertMembership(tx, {
      tenantId: tenant.id,
      userId: "user_ada",
      role: "member",
      sourceUpdatedAt: new Date(),
    }),
  );
const askForSecondFactor = () =>
  tier.controlDb.write((tx) =>
    changeSecurity(tx, {
      tenantId: tenant.id,
      to: { ...PRODUCT_SECURITY, needsSecondFactor: true },
      by: { userId: owner.id, actor: { kind: "member" }, hasSecondFactor: true },
    }),
  );

describe.each(PROVIDERS)("with %s", (kind) => {
  /** Where Ada is led who asks for a ticket with a token of these claims; the status where she is not. */
  async function enter(claims: object, query = `nonce=${hashSecret("n")}&return_to=%2Fprojects`) {
    const companion = (await bindSession({ id: "user_ada", sessionId: "sess_ada" })).split(";")[0];
    const page = new URL(`/workspaces/${tenant.slug}/enter?${query}`, ORIGIN);
    const header = `${cookies(token({ claims }))}; ${companion}`;
    const { args } = await pass(kind, get(header, {}, page));
    args.context.set(dataTierContext, tier);
    try {
      const answer = await loader({ ...args, params: { slug: tenant.slug } } as never);
      return answer.headers.get("location");
    } catch (thrown) {
      return (thrown as { init?: ResponseInit }).init?.status ?? thrown;
    }
  }

  test("an organization in the token gives no rights: who is no member stays out", async () => {
    const { organizationId, slug } = tenant;
    const current = { id: organizationId, slg: slug, rol: "owner", per: "manage", fpm: "1" };
    expect(await enter({ o: current })).toBe(404);
    const older = { org_id: organizationId, org_role: "org:owner", org_slug: slug, org_permissions: [] };
    expect(await enter({ v: 1, ...older })).toBe(404);
    await join();
    expect(await enter({ o: { ...current, id: "org_other" } })).toContain("/session?ticket=");
  });

  test("a workspace that asks for a second factor lets nobody in without, and says where to add one", async () => {
    await join();
    await askForSecondFactor();
    const back = `/workspaces/${tenant.slug}/enter?${new URLSearchParams({ return_to: "/projects" })}`;
    const expected = `/second-factor?${new URLSearchParams({ return_to: back })}`;
    for (const fva of [[0, -1], [-1, -1], undefined]) expect(await enter({ fva })).toBe(expected);
    expect(await enter({ fva: [90, 90] })).toContain("/session?ticket=");
  });

  test("in which language somebody comes in is noted, for the mail to them", async () => {
    await join();
    await adminQuery(tier, "UPDATE control.users SET language = NULL WHERE id = 'user_ada'");
    await enter({});
    const noted = "SELECT language FROM control.users WHERE id = 'user_ada'";
    expect(await adminQuery(tier, noted)).toEqual([{ language: "en" }]);
  });

  test("who is no member is not told that a workspace asks for a second factor", async () => {
    await askForSecondFactor();
    expect(await enter({ fva: [0, -1] })).toBe(404);
  });

  test("the way in that begins at the apex leads to the page that was asked for, on the workspace alone", async () => {
    await join();
    const origin = `http://${tenant.slug}.${new URL(ORIGIN).host}`;
    expect(await enter({}, "return_to=%2Fsettings%2Fsecurity")).toBe(
      `${origin}/session/again?return_to=%2Fsettings%2Fsecurity`,
    );
    expect(await enter({}, "return_to=https%3A%2F%2Fevil.test%2F")).toBe(
      `${origin}/session/again?return_to=%2Fdashboard`,
    );
  });
});
