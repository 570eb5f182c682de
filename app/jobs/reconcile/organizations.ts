/** Organizations: which have no tenant yet, another name, or are gone. */
import { listOrganizationTenants, listTombstoned, type OrganizationTenant } from "#app/db.people.server.ts";
import { isDecidedSince } from "#app/db.server.ts";
import type { OrganizationFromSource } from "#app/identity/identity-event.ts";
import type { Listed } from "#app/identity/provider-lists.ts";
import type { Compared, Findings, Lost } from "./lost.ts";

/** What is known of organizations, for comparing what is in them. */
export type Organizations = {
  /** Ours, by the organization's id. */
  tenants: Map<string, OrganizationTenant>;
  /** At the provider, and not deleted as far as it has told. */
  present: Set<string>;
  /** Tenants that staff brought back though their organization is gone. */
  kept: OrganizationTenant[];
};

/** Organizations of tenants that were made at a terminal: the provider knows nothing of them. */
const MADE_HERE = "org_cli_";

export async function findLostOrganizations(compared: Compared): Promise<Findings & Organizations> {
  const { tier, lists } = compared;
  const rows = await tier.controlDb.read(listOrganizationTenants);
  const tenants = new Map(rows.map((row) => [row.organizationId, row]));
  const present = new Set<string>();
  const lost: Lost[] = [];
  const add = async (listed: Listed<OrganizationFromSource>[]) => {
    const said = listed.filter(({ object }) => !present.has(object.id));
    const ids = said.map(({ object }) => object.id);
    const deleted = await tier.controlDb.read((tx) => listTombstoned(tx, "organization", ids));
    for (const one of said.filter(({ object }) => !deleted.has(object.id))) {
      present.add(one.object.id);
      lost.push(...(await compareOne(tier, one, tenants.get(one.object.id))));
    }
  };
  for await (const page of lists.organizations()) await add(page);
  const kept: OrganizationTenant[] = [];
  for (const tenant of rows.filter((row) => isUnaccounted(row) && !present.has(row.organizationId))) {
    const said = await lists.organization(tenant.organizationId);
    if (said) await add([said]);
    else if (await isBroughtBack(tier, tenant)) kept.push(tenant);
    else lost.push(gone(tenant, lists));
  }
  return { seen: present.size, known: rows.length, lost, tenants, present, kept };
}

const isUnaccounted = ({ organizationId, status }: OrganizationTenant): boolean =>
  status !== "deleted" && !organizationId.startsWith(MADE_HERE);

/** Nobody says when the organization was deleted: it may have been before that. */
const isBroughtBack = ({ controlDb }: Compared["tier"], { tenantId }: OrganizationTenant): Promise<boolean> =>
  controlDb.read((tx) => isDecidedSince(tx, tenantId, "restore", new Date(0)));

async function compareOne(
  tier: Compared["tier"],
  { object: said, message }: Listed<OrganizationFromSource>,
  tenant: OrganizationTenant | undefined,
): Promise<Lost[]> {
  const { id, name, version } = said;
  if (!tenant) return [{ object: "organization", change: "new", id, message }];
  if (name === null || name === tenant.name) return [];
  const isNamedSince = tenant.nameVersion !== null && tenant.nameVersion >= version;
  const isOurs = () => tier.controlDb.read((tx) => isDecidedSince(tx, tenant.tenantId, "name", version));
  if (isNamedSince || (await isOurs())) return [];
  return [{ object: "organization", change: "changed", id, tenant, detail: "name", message }];
}

const gone = (tenant: OrganizationTenant, lists: Compared["lists"]): Lost => {
  const { organizationId: id } = tenant;
  return { object: "organization", change: "gone", id, tenant, message: lists.gone.organization(id) };
};
