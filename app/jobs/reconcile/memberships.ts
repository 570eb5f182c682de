/** Memberships: who is in an organization, as what, and who is not any more. */
import {
  isLetInHere,
  type KnownMembership,
  listLiveMemberships,
  listMembershipsOf,
  listOrganizationTenants,
  listTombstoned,
  type OrganizationTenant,
} from "#app/db.people.server.ts";
import type { MemberFromSource } from "#app/identity/identity-event.ts";
import type { Listed } from "#app/identity/provider-lists.ts";
import type { Compared, Findings, Lost } from "./lost.ts";
import type { Organizations } from "./organizations.ts";

type Said = Listed<MemberFromSource>;

const tag = ({ organizationId, userId }: { organizationId: string; userId: string }) =>
  `${organizationId} ${userId}`;
const tagOf = ({ object: { organizationId, person } }: Said) => tag({ organizationId, userId: person.id });

export async function findLostMemberships(
  compared: Compared,
  { tenants, present }: Organizations,
): Promise<Findings> {
  const { tier, lists } = compared;
  const seen = new Set<string>();
  const lost: Lost[] = [];
  const add = async (listed: Said[]) => {
    const said = listed.filter((one) => present.has(one.object.organizationId) && !seen.has(tagOf(one)));
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
    else if (!(await isOnItsWay(tier, known))) lost.push(gone(known, tenant, lists));
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
    if (!(await lists.membership({ organizationId, userId: known.userId })))
      lost.push(gone(known, tenant, lists));
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
  const userIds = said.map(({ object }) => object.person.id);
  const [known, ended, deleted] = await tier.controlDb.read((tx) =>
    Promise.all([
      listMembershipsOf(tx, userIds),
      listTombstoned(
        tx,
        "membership",
        said.map(({ object }) => object.membershipId),
      ),
      listTombstoned(tx, "user", userIds),
    ]),
  );
  const lost: Lost[] = [];
  for (const one of said) {
    const { membershipId, organizationId, person } = one.object;
    if (ended.has(membershipId) || deleted.has(person.id)) continue;
    const tenant = tenants.get(organizationId);
    const isThis = (row: KnownMembership) => row.tenantId === tenant?.tenantId && row.userId === person.id;
    lost.push(...compareOne(one, tenant, known.find(isThis)));
  }
  return lost;
}

function compareOne(
  { object: said, message }: Said,
  tenant: OrganizationTenant | undefined,
  known: KnownMembership | undefined,
): Lost[] {
  const { membershipId: id, role, person } = said;
  const found = { object: "membership" as const, id, tenant, member: { userId: person.id, role }, message };
  if (!known || known.deletedAt) {
    if (known && !isNewer(said, known)) return [];
    return [{ ...found, change: "new", detail: `${person.id}, ${role}` }];
  }
  const isSame = known.role === role && known.sourceId === id;
  if (isSame || !isNewer(said, known)) return [];
  const detail = known.role === role ? `${person.id}, its id` : `${person.id}, ${known.role} → ${role}`;
  return [{ ...found, change: "changed", detail }];
}

/** Of the same version: what differs was decided here, and the provider is being told of it. */
function isNewer(
  { membershipId, version }: MemberFromSource,
  { sourceId, sourceUpdatedAt, deletedAt }: KnownMembership,
): boolean {
  if (!version || version < sourceUpdatedAt) return false;
  const isOther = sourceId !== null && sourceId !== membershipId;
  if (isOther) return true;
  return version > sourceUpdatedAt && (deletedAt === null || version >= deletedAt);
}

/** Somebody let the person in here, and the provider has not been told yet. */
const isOnItsWay = ({ controlDb }: Compared["tier"], known: KnownMembership): Promise<boolean> =>
  controlDb.read((tx) => isLetInHere(tx, known));

function gone(
  { userId, sourceId, role }: KnownMembership,
  tenant: OrganizationTenant,
  lists: Compared["lists"],
): Lost {
  const { organizationId } = tenant;
  // One that the provider never told of has no id here: whose it is says which it is.
  const id = sourceId ?? `unknown_${organizationId}_${userId}`;
  const message = lists.gone.membership({ membershipId: id, organizationId, userId });
  return { object: "membership", change: "gone", id, tenant, detail: `${userId}, ${role}`, message };
}
