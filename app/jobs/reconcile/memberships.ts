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
import { roleOf } from "../webhooks/organization-membership.ts";
import { MembershipData, saidVersion } from "../webhooks/payloads.ts";
import { asEvent, type Compared, type Data, type Findings, type Lost, readObject } from "./lost.ts";
import type { Organizations } from "./organizations.ts";

type Said = { data: Data; organizationId: string; userId: string };

const tag = ({ organizationId, userId }: { organizationId: string; userId: string }) =>
  `${organizationId} ${userId}`;

export async function findLostMemberships(
  compared: Compared,
  { tenants, present }: Organizations,
): Promise<Findings> {
  const { tier, lists } = compared;
  const seen = new Set<string>();
  const lost: Lost[] = [];
  const add = async (raws: object[]) => {
    const said = raws
      .map(readMembership)
      .filter((one) => present.has(one.organizationId) && !seen.has(tag(one)));
    for (const one of said) seen.add(tag(one));
    lost.push(...(await compare(tier, said, tenants)));
  };
  for await (const page of lists.memberships()) await add(page);
  const live = await tier.controlDb.read(listLiveMemberships);
  // Of an organization that is gone nothing is said: its tenant keeps its people, should it be restored.
  const there = [...tenants.values()].filter(({ organizationId }) => present.has(organizationId));
  for (const { known, tenant } of within(there, live)) {
    const key = { organizationId: tenant.organizationId, userId: known.userId };
    if (seen.has(tag(key))) continue;
    const raw = await lists.membership(key);
    if (raw) await add([raw]);
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

function readMembership(raw: object): Said {
  const data = readObject(raw);
  const { organization, public_user_data: person } = MembershipData.parse(data);
  return { data, organizationId: organization.id, userId: person.user_id };
}

async function compare(
  tier: Compared["tier"],
  said: Said[],
  tenants: Organizations["tenants"],
): Promise<Lost[]> {
  if (said.length === 0) return [];
  const userIds = said.map(({ userId }) => userId);
  const [known, ended, deleted] = await tier.controlDb.read((tx) =>
    Promise.all([
      listMembershipsOf(tx, userIds),
      listTombstoned(
        tx,
        "membership",
        said.map(({ data }) => data.id),
      ),
      listTombstoned(tx, "user", userIds),
    ]),
  );
  const lost: Lost[] = [];
  for (const one of said) {
    if (ended.has(one.data.id) || deleted.has(one.userId)) continue;
    const tenant = tenants.get(one.organizationId);
    const isThis = (row: KnownMembership) => row.tenantId === tenant?.tenantId && row.userId === one.userId;
    lost.push(...(await compareOne(one, tenant, known.find(isThis))));
  }
  return lost;
}

async function compareOne(
  { data, userId }: Said,
  tenant: OrganizationTenant | undefined,
  known: KnownMembership | undefined,
): Promise<Lost[]> {
  const membership = MembershipData.parse(data);
  const role = await roleOf(membership);
  const found = { object: "membership" as const, id: data.id, tenant, member: { userId, role } };
  if (!known || known.deletedAt) {
    if (known && !isNewer(data, known)) return [];
    const message = { type: "organizationMembership.created", data };
    return [{ ...found, change: "new", detail: `${userId}, ${role}`, message }];
  }
  const isSame = known.role === role && known.sourceId === data.id;
  if (isSame || !isNewer(data, known)) return [];
  const detail = known.role === role ? `${userId}, its id` : `${userId}, ${known.role} → ${role}`;
  return [{ ...found, change: "changed", detail, message: { type: "organizationMembership.updated", data } }];
}

/** Of the same version: what differs was decided here, and the provider is being told of it. */
function isNewer(data: Data, { sourceId, sourceUpdatedAt, deletedAt }: KnownMembership): boolean {
  const event = asEvent("organizationMembership.updated", data);
  const version = saidVersion(MembershipData.parse(data), event);
  if (!version || version < sourceUpdatedAt) return false;
  const isOther = sourceId !== null && sourceId !== data.id;
  if (isOther) return true;
  return version > sourceUpdatedAt && (deletedAt === null || version >= deletedAt);
}

/** Staff made the person an owner, and the provider has not been told yet. */
const isOnItsWay = ({ controlDb }: Compared["tier"], known: KnownMembership): Promise<boolean> =>
  known.sourceId === null ? controlDb.read((tx) => isOwnerNamed(tx, known)) : Promise.resolve(false);

function gone({ userId, sourceId, role }: KnownMembership, tenant: OrganizationTenant): Lost {
  const { organizationId } = tenant;
  // One that the provider never told of has no id here: whose it is says which it is.
  const id = sourceId ?? `unknown_${organizationId}_${userId}`;
  const data = {
    id,
    object: "organization_membership",
    organization: { id: organizationId },
    public_user_data: { user_id: userId },
  };
  const message = { type: "organizationMembership.deleted", data };
  return { object: "membership", change: "gone", id, tenant, detail: `${userId}, ${role}`, message };
}
