/** What should be here, computed from what the provider has: nothing of it asks how it came about. */
import { expect } from "vitest";
import { roleNamed } from "#app/identity/providers/clerk/roles.ts";
import { keptQuery } from "#db/testing/query.ts";
import type { World } from "./world.ts";

type Row = Record<string, unknown>;
const query = <T extends Row>({ inbox }: World, text: string, values?: unknown[]) =>
  keptQuery<T>(inbox.tier, text, values);

/** Control plane, tenants' members and sessions are what the provider says, and nothing happened twice. */
export async function expectWhatTheProviderSays(world: World): Promise<void> {
  await expectPeople(world);
  for (const { id } of world.organizations) await expectTenant(world, id);
  await expectSessions(world);
  await expectNothingTwice(world);
}

async function expectPeople(world: World): Promise<void> {
  const columns = "id, email, first_name, last_name";
  const wanted = await query(world, `SELECT ${columns} FROM local_identity.users ORDER BY id`);
  const known = await query(
    world,
    `SELECT ${columns} FROM control.users WHERE deleted_at IS NULL ORDER BY id`,
  );
  expect(known).toEqual(wanted);
  // Of who is gone nothing is left that tells who it was.
  const left = await query(
    world,
    "SELECT id FROM control.users WHERE deleted_at IS NOT NULL AND email <> ''",
  );
  expect(left).toEqual([]);
}

/** The provider has nobody left, or no organization. */
export async function isAbandoned(world: World): Promise<boolean> {
  const [left] = await query<{ isAbandoned: boolean }>(
    world,
    `SELECT NOT EXISTS (SELECT FROM local_identity.users)
       OR NOT EXISTS (SELECT FROM local_identity.organizations) AS "isAbandoned"`,
  );
  return left?.isAbandoned ?? false;
}

type Member = { user_id: string; role: string };

async function expectTenant(world: World, organizationId: string): Promise<void> {
  const [organization] = await query<{ name: string }>(
    world,
    "SELECT name FROM local_identity.organizations WHERE id = $1",
    [organizationId],
  );
  const tenant = await world.inbox.tenantOf(organizationId);
  const staffed = world.staffed.get(organizationId);
  if (!organization) {
    // What staff brought back may be from before its organization's end, or from after it.
    if (tenant && !staffed?.wasRestored) expect(tenant.status, `${organizationId} is gone`).toBe("deleted");
    return;
  }
  const wanted = await query<Member>(
    world,
    "SELECT user_id, role FROM local_identity.memberships WHERE organization_id = $1 ORDER BY user_id",
    [organizationId],
  );
  if (!tenant) return expectNobodyLeads(wanted);
  expect(tenant.name).toBe(organization.name);
  expect(tenant.status, organizationId).toBe(statusOf(staffed));
  const members = wanted.map(({ user_id, role }) => ({ user_id, role: roleNamed(role) as string }));
  const known = await query<Member>(
    world,
    "SELECT user_id, role FROM control.memberships WHERE tenant_id = $1 AND deleted_at IS NULL ORDER BY user_id",
    [tenant.id],
  );
  expect(known, `members of ${organizationId}`).toEqual(members);
  await expectInvitations(world, organizationId, tenant.id);
  if (tenant.status === "deleted") return;
  const names = await query<{ id: string; first_name: string }>(
    world,
    "SELECT id, first_name FROM local_identity.users",
  );
  const nameOf = new Map(names.map(({ id, first_name }) => [id, first_name]));
  const own = Object.fromEntries(
    members.map(({ user_id, role }) => [user_id, `${nameOf.get(user_id)} ${role}`]),
  );
  expect(await world.inbox.membersOf(tenant), `own members of ${organizationId}`).toEqual(own);
}

/** Without anybody who may own it an organization waits for staff. */
const expectNobodyLeads = (members: Member[]): void =>
  expect(members.filter(({ role }) => role === "org:owner" || role === "org:admin")).toEqual([]);

const statusOf = (staffed: { status: string; isDeleted: boolean } | undefined): string =>
  staffed?.isDeleted ? "deleted" : (staffed?.status ?? "active");

/** What was over before anybody heard of it is not brought back. */
async function expectInvitations(world: World, organizationId: string, tenantId: string): Promise<void> {
  const wanted = await query(
    world,
    "SELECT id, status FROM local_identity.invitations WHERE organization_id = $1 ORDER BY id",
    [organizationId],
  );
  const known = await query(
    world,
    "SELECT id, status FROM control.invitations WHERE tenant_id = $1 ORDER BY id",
    [tenantId],
  );
  const isHeardOf = ({ id, status }: Row) => status === "pending" || known.some((row) => row.id === id);
  expect(known, `invitations of ${organizationId}`).toEqual(wanted.filter(isHeardOf));
}

/** Nobody is signed in by a session that is over at the provider, or as somebody who is not in the tenant. */
async function expectSessions(world: World): Promise<void> {
  const stray = await query(
    world,
    `SELECT s.id_hash FROM control.sessions s
     LEFT JOIN local_identity.sessions l ON l.id = s.source_session_id
     LEFT JOIN control.memberships m
       ON m.tenant_id = s.tenant_id AND m.user_id = s.user_id AND m.deleted_at IS NULL
     WHERE s.revoked_at IS NULL AND (l.status IS DISTINCT FROM 'active' OR m.user_id IS NULL)`,
  );
  expect(stray).toEqual([]);
}

async function expectNothingTwice(world: World): Promise<void> {
  const twice = await query(
    world,
    `SELECT 'tenant' AS what, organization_id AS of FROM control.tenants
     WHERE organization_id IS NOT NULL GROUP BY 2 HAVING count(*) > 1
     UNION ALL SELECT action, tenant_id::text FROM control.audit_log
     WHERE action = 'tenant.provision' GROUP BY 1, 2 HAVING count(*) > 1
     UNION ALL SELECT 'mail', "to" FROM local_identity.mails GROUP BY 2 HAVING count(*) > 1`,
  );
  expect(twice).toEqual([]);
  for (const { id } of world.organizations) {
    const tenant = await world.inbox.tenantOf(id);
    if (!tenant || tenant.status === "deleted") continue;
    const { schema } = tenant.placement;
    expect(await query(world, `SELECT * FROM "${schema}".activity`)).toEqual([]);
  }
}
