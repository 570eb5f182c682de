/** Memberships: who is in an organization, as what, and who is not any more. */
import {
  isOwnerNamed,
  type KnownMembership,
  listLiveMemberships,
  listMembershipsOf,
  listOrganizationTenants,
  listTombstoned,
  type OrganizationTenant,
} from "#app/db.people.server.ts";
import { identity } from "#app/identity/identity.server.ts";
import type { MemberFromSource } from "#app/identity/identity-event.ts";
import type { Listed } from "#app/identity/identity-provider.ts";
import type { Compared, Findings, Lost } from "./lost.ts";
import type { Organizations } from "./organizations.ts";

type Said = Listed<"memberChanged">;
const tagOf = ({ event: { member } }: Said): string =>
  tag({ organizationId: member.organizationId, userId: member.person.id });

const tag = ({ organizationId, userId }: { organizationId: string; userId: string }) =>
  `${organizationId} ${userId}`;

export async function findLostMemberships(
  compared: Compared,
  { tenants, present }: Organizations,
): Promise<Findings> {
  const { tier, lists } = compared;
  const seen = new Set<string>();
  const lost: Lost[] = [];
  const add = async (listed: Said[]) => {
    const said = listed.filter(
      (one) => present.has(one.event.member.organizationId) && !seen.has(tagOf(one)),
    );
    for (const one of said) seen.add(tagOf(one));
    lost.push(...(await compare(tier, said, tenants)));
  };
  for await (const page of lists.memberships()) await add(page);
  const live = await tier.controlDb.read(listLiveMemberships);
  // Of an organization that is gone nothing is said: its tenant keeps its people, should it be restored.
  const there = [...tenants.values()].filter(({ organizationId }) => present.has(organizationId));
  for (const { known, tenant } of within(there, live)) {
    const key = { organizationId: tenant.organizationId, userId: known.userId };
    if (seen.has(tag(key))) continue;
    const said = await lists.membership(key);
    if (said) await add([said]);
    else if (!(await isOnItsWay(tier, known))) lost.push(gone(known, tenant));
  }
  return { seen: seen.size, known: live.length, lost };
}

/**
 * Who is in a tenant by its making, as whoever created its organization, and is not in the organization any
 * more.
 */
export async function findLeft({ tier, lists }: Compared, organizationIds: string[]): Promise<Lost[]> {
  const [tenants, live] = await tier.controlDb.read((tx) =>
    Promise.all([listOrganizationTenants(tx), listLiveMemberships(tx)]),
  );
  const made = tenants.filter(({ organizationId }) => organizationIds.includes(organizationId));
  const lost: Lost[] = [];
  for (const { known, tenant } of within(made, live)) {
    const { organizationId } = tenant;
    if (!(await lists.membership({ organizationId, userId: known.userId }))) lost.push(gone(known, tenant));
  }
  return lost;
}

function within(tenants: OrganizationTenant[], live: KnownMembership[]) {
  const byId = new Map(tenants.map((tenant) => [tenant.tenantId, tenant]));
  return live.flatMap((known) => {
    const tenant = byId.get(known.tenantId);
    return tenant ? { known, tenant } : [];
  });
}

async function compare(
  tier: Compared["tier"],
  said: Said[],
  tenants: Organizations["tenants"],
): Promise<Lost[]> {
  if (said.length === 0) return [];
  const userIds = said.map(({ event }) => event.member.person.id);
  const ids = said.map(({ event }) => event.member.membershipId);
  const [known, ended, deleted] = await tier.controlDb.read((tx) =>
    Promise.all([
      listMembershipsOf(tx, userIds),
      listTombstoned(tx, "membership", ids),
      listTombstoned(tx, "user", userIds),
    ]),
  );
  return said.flatMap((one) => {
    const { membershipId, organizationId, person } = one.event.member;
    if (ended.has(membershipId) || deleted.has(person.id)) return [];
    const tenant = tenants.get(organizationId);
    const isThis = (row: KnownMembership) => row.tenantId === tenant?.tenantId && row.userId === person.id;
    return compareOne(one, tenant, known.find(isThis));
  });
}

function compareOne(
  { event: { member: said }, message }: Said,
  tenant: OrganizationTenant | undefined,
  known: KnownMembership | undefined,
): Lost[] {
  const { membershipId: id, role } = said;
  const userId = said.person.id;
  const found = { object: "membership" as const, id, tenant, message, member: { userId, role } };
  if (known && !isNewer(said, known)) return [];
  if (!known || known.deletedAt) return [{ ...found, change: "new", detail: `${userId}, ${role}` }];
  if (known.role === role && known.sourceId === id) return [];
  const detail = known.role === role ? `${userId}, its id` : `${userId}, ${known.role} → ${role}`;
  return [{ ...found, change: "changed", detail }];
}

/** Of the same version: what differs was decided here, and the provider is being told of it. */
function isNewer(
  { version, membershipId }: MemberFromSource,
  { sourceId, sourceUpdatedAt, deletedAt }: KnownMembership,
): boolean {
  if (!version || version < sourceUpdatedAt) return false;
  const isOther = sourceId !== null && sourceId !== membershipId;
  if (isOther) return true;
  return version > sourceUpdatedAt && (deletedAt === null || version >= deletedAt);
}

/** Staff made the person an owner, and the provider has not been told yet. */
const isOnItsWay = ({ controlDb }: Compared["tier"], known: KnownMembership): Promise<boolean> =>
  known.sourceId === null ? controlDb.read((tx) => isOwnerNamed(tx, known)) : Promise.resolve(false);

function gone({ userId, sourceId, role }: KnownMembership, tenant: OrganizationTenant): Lost {
  const { organizationId } = tenant;
  const message = identity.farewells.membership({ membershipId: sourceId, organizationId, userId });
  const id = sourceId ?? userId;
  return { object: "membership", change: "gone", id, tenant, detail: `${userId}, ${role}`, message };
}
