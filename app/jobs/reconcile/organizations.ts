/** Organizations: which have no tenant yet, another name, or are gone. */
import { listOrganizationTenants, listTombstoned, type OrganizationTenant } from "#app/db.people.server.ts";
import { isDecidedSince } from "#app/db.server.ts";
import { identity } from "#app/identity/identity.server.ts";
import type { Listed } from "#app/identity/identity-provider.ts";
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

type Said = Listed<"organizationChanged">;
const idOf = ({ event }: Said): string => event.organization.id;

export async function findLostOrganizations(compared: Compared): Promise<Findings & Organizations> {
  const { tier, lists } = compared;
  const rows = await tier.controlDb.read(listOrganizationTenants);
  const tenants = new Map(rows.map((row) => [row.organizationId, row]));
  const present = new Set<string>();
  const lost: Lost[] = [];
  const add = async (listed: Said[]) => {
    const said = listed.filter((one) => !present.has(idOf(one)));
    const deleted = await tier.controlDb.read((tx) => listTombstoned(tx, "organization", said.map(idOf)));
    for (const one of said.filter((each) => !deleted.has(idOf(each)))) {
      present.add(idOf(one));
      lost.push(...(await compareOne(tier, one, tenants.get(idOf(one)))));
    }
  };
  for await (const page of lists.organizations()) await add(page);
  const kept: OrganizationTenant[] = [];
  for (const tenant of rows.filter((row) => isUnaccounted(row) && !present.has(row.organizationId))) {
    const said = await lists.organization(tenant.organizationId);
    if (said) await add([said]);
    else if (await isBroughtBack(tier, tenant)) kept.push(tenant);
    else lost.push(gone(tenant));
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
  { event, message }: Said,
  tenant: OrganizationTenant | undefined,
): Promise<Lost[]> {
  const { id, name, version } = event.organization;
  const found = { object: "organization" as const, id, message };
  if (!tenant) return [{ ...found, change: "new" }];
  const isSame = name === null || name === tenant.name;
  if (isSame || (tenant.nameVersion && tenant.nameVersion >= version)) return [];
  const isOurs = await tier.controlDb.read((tx) => isDecidedSince(tx, tenant.tenantId, "name", version));
  return isOurs ? [] : [{ ...found, change: "changed", tenant, detail: "name" }];
}

const gone = (tenant: OrganizationTenant): Lost => {
  const { organizationId: id } = tenant;
  return { object: "organization", change: "gone", id, tenant, message: identity.farewells.organization(id) };
};
