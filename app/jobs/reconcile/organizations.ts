/** Organizations: which have no tenant yet, another name, or are gone. */
import { listOrganizationTenants, listTombstoned, type OrganizationTenant } from "#app/db.people.server.ts";
import { hasNewerWebhookEvent, isDecidedSince } from "#app/db.server.ts";
import { OrganizationData, versionOf } from "../webhooks/payloads.ts";
import { asEvent, type Compared, type Data, type Findings, type Lost, readObject } from "./lost.ts";

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
const VERSIONED = ["organization.created", "organization.updated"];

export async function findLostOrganizations(compared: Compared): Promise<Findings & Organizations> {
  const { tier, lists } = compared;
  const rows = await tier.controlDb.read(listOrganizationTenants);
  const tenants = new Map(rows.map((row) => [row.organizationId, row]));
  const present = new Set<string>();
  const lost: Lost[] = [];
  const add = async (raws: object[]) => {
    const said = raws.map(readObject).filter(({ id }) => !present.has(id));
    const ids = said.map(({ id }) => id);
    const deleted = await tier.controlDb.read((tx) => listTombstoned(tx, "organization", ids));
    for (const data of said.filter(({ id }) => !deleted.has(id))) {
      present.add(data.id);
      lost.push(...(await compareOne(tier, data, tenants.get(data.id))));
    }
  };
  for await (const page of lists.organizations()) await add(page);
  const kept: OrganizationTenant[] = [];
  for (const tenant of rows.filter((row) => isUnaccounted(row) && !present.has(row.organizationId))) {
    const raw = await lists.organization(tenant.organizationId);
    if (raw) await add([raw]);
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
  data: Data,
  tenant: OrganizationTenant | undefined,
): Promise<Lost[]> {
  const { id } = data;
  if (!tenant)
    return [{ object: "organization", change: "new", id, message: { type: "organization.created", data } }];
  const message = { type: "organization.updated", data };
  const { name } = OrganizationData.parse(data);
  if (name === null || name === tenant.name) return [];
  const version = versionOf(OrganizationData.parse(data), asEvent(message.type, data));
  const isOurs = await tier.controlDb.read(
    async (tx) =>
      (await isDecidedSince(tx, tenant.tenantId, "name", version)) ||
      (await hasNewerWebhookEvent(tx, { types: VERSIONED, id, version })),
  );
  if (isOurs) return [];
  return [{ object: "organization", change: "changed", id, tenant, detail: "name", message }];
}

const gone = (tenant: OrganizationTenant): Lost => {
  const { organizationId: id } = tenant;
  const data = { id, object: "organization", deleted: true };
  return {
    object: "organization",
    change: "gone",
    id,
    tenant,
    message: { type: "organization.deleted", data },
  };
};
