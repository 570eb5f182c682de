// Threat: a page tells of workspaces, or of what waits in them, that are another person's.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { upsertMembership } from "#app/db.people.server.ts";
import { listWorkspaces, makeReadOnly } from "#app/db.server.ts";
import { updateProject } from "#app/db.tenant.server.ts";
import { env } from "#app/env.server.ts";
import { MAX_SWITCHABLE } from "#app/identity/own-workspaces.server.ts";
import { asked, asReadOnly, makeWorkspace, type Workspace } from "#app/testing/in-workspace.ts";
import { type DataTier, openDataTier } from "#db/data-tier.ts";
import { countStatements } from "#db/testing/count-statements.ts";
import { adminQuery } from "#db/testing/query.ts";
import { scratchDataTier, testTenant } from "#db/testing/scratch.ts";
import { shellOf } from "./shell-of.server.ts";

let scratch: DataTier;
let tier: DataTier;
let at: Workspace;
beforeAll(async () => {
  scratch = await scratchDataTier();
  tier = await openDataTier({ urls: scratch.urls, secretsKey: env.SECRETS_KEY, listen: true });
});
beforeEach(async () => {
  at = await makeWorkspace(tier);
});
afterAll(() => Promise.all([tier.close(), scratch.close()]));

const PATIENCE = { timeout: 20_000 };
/** BEGIN with its settings, the query, COMMIT. */
const TRANSACTION = 3;

const shellFor = (who: keyof Workspace["people"]) => {
  const { context } = asked(at, at.people[who]) as { context: Parameters<typeof shellOf>[0] };
  return shellOf(context, at.people[who]);
};
const join = (tenantId: string, userId: string) =>
  tier.controlDb.write((tx) =>
    upsertMembership(tx, { tenantId, userId, role: "viewer", sourceUpdatedAt: new Date() }),
  );
const change = () =>
  at.db.write((tx) =>
    updateProject(tx, { all: true }, at.people.owner, at.open.id, {
      ...{ name: "Open plan", description: "", status: "active", isPublic: true, categoryIds: [] },
    }),
  );

test("a page tells of the person's own other workspaces, by name and address, and of nobody else's", async () => {
  const elsewhere = await testTenant(tier);
  await join(elsewhere.id, at.people.member.id);
  await makeReadOnly(tier, elsewhere.id, { actor: { kind: "staff" } });
  const { others } = (await shellFor("member")).elsewhere;
  expect(others).toEqual([
    { name: elsewhere.name, url: expect.stringContaining(`//${elsewhere.slug}.`), unread: 0 },
  ]);
  expect((await shellFor("viewer")).elsewhere.others).toEqual([]);
});

test("a page of a read-only workspace says that it is, why, and until when where that is to come", async () => {
  expect((await shellFor("viewer")).readOnly).toBeUndefined();
  at = asReadOnly(at);
  expect((await shellFor("viewer")).readOnly).toEqual({ until: undefined, notice: "We move." });
  const hour = 3_600_000;
  for (const [until, told] of [
    [new Date(Date.now() + hour), true],
    [new Date(Date.now() - hour), false],
  ] as const) {
    at = { ...at, tenant: { ...at.tenant, readOnlyUntil: until } };
    expect((await shellFor("viewer")).readOnly?.until).toEqual(told ? until.toISOString() : undefined);
  }
});

test("of many workspaces a page names some, and leads to all", async () => {
  const { id } = at.people.member;
  const made = await testTenant(tier);
  await adminQuery(
    tier,
    `with more as (insert into control.tenants (id, slug, name, status, plan, organization_id)
       select gen_random_uuid(), '${made.slug}-' || n, 'More ' || n, 'active', 'standard', '${randomUUID()}' || n
       from generate_series(1, 50) n returning id)
     insert into control.memberships (tenant_id, user_id, role, source_updated_at)
     select id, '${id}', 'viewer', now() from more`,
  );
  const { others, allUrl } = (await shellFor("member")).elsewhere;
  expect(others).toHaveLength(MAX_SWITCHABLE);
  expect(allUrl).toMatch(/\/workspaces$/);
});

test("a page counts what waits here, and corrects what the person's other workspaces say of it", async () => {
  const { other } = at.people;
  const shownElsewhere = async () =>
    (await tier.controlDb.read((tx) => listWorkspaces(tx, other.id))).map(({ unread }) => unread);
  expect((await shellFor("other")).unread).toBe(0);
  await change();
  expect(await shownElsewhere()).toEqual([0]);
  expect((await shellFor("other")).unread).toBe(1);
  expect(await shownElsewhere()).toEqual([1]);
});

test("where nothing has changed, all that the shell tells costs one transaction of the tenant's", async () => {
  await vi.waitFor(async () => {
    expect(await countStatements(() => shellFor("member"))).toBe(TRANSACTION);
  }, PATIENCE);
});

test("the first page costs one transaction of the control plane beside it", async () => {
  const isHearing = vi.waitFor(async () => {
    expect(await countStatements(() => shellFor("viewer"))).toBe(TRANSACTION);
  }, PATIENCE);
  await isHearing;
  expect(await countStatements(() => shellFor("member"))).toBeLessThanOrEqual(2 * TRANSACTION + 1);
});
