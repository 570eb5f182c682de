import { z } from "zod";
import { getLocalOrganization, listLocalOrganizations } from "#app/db.local.server.ts";
import { addOrganization, changeOrganization, removeOrganization } from "../changes.ts";
import { deletedJson, LOCAL_ROLES, listJson, organizationJson, roleJson } from "../shapes.ts";
import { type ApiCall, type ApiRoutes, found, param } from "./router.ts";
import { parseBody, parsePage } from "./schema.ts";

const metadata = z.record(z.string(), z.unknown());
const NewOrganization = z.object({
  name: z.string().min(1).max(256),
  slug: z.string().min(1).max(64),
  created_by: z.string().min(1),
  public_metadata: metadata.default({}),
  private_metadata: metadata.default({}),
});
const OrganizationChanges = z
  .object({ name: z.string().min(1).max(256), slug: z.string().min(1).max(64) })
  .partial();
const MetadataChanges = z.object({ public_metadata: metadata, private_metadata: metadata }).partial();

export const organizationRoutes: ApiRoutes = {
  "GET /organizations": async ({ controlDb, query }) => {
    const { organizations, total } = await controlDb.read((tx) =>
      listLocalOrganizations(tx, parsePage(query)),
    );
    return listJson(organizations.map(organizationJson), total);
  },
  "POST /organizations": createOrganization,
  "GET /organizations/:id": async (call) =>
    organizationJson(found(await call.controlDb.read((tx) => getLocalOrganization(tx, param(call, 0))))),
  "PATCH /organizations/:id": async (call) => {
    const { name, slug } = parseBody(OrganizationChanges, call.body);
    return change(call, { ...(name !== undefined && { name }), ...(slug !== undefined && { slug }) });
  },
  "PATCH /organizations/:id/metadata": mergeMetadata,
  "DELETE /organizations/:id": async (call) => {
    const organization = found(await call.controlDb.write((tx) => removeOrganization(tx, param(call, 0))));
    return deletedJson("organization", organization.id);
  },
  "GET /organization_roles": async ({ query }) => {
    const wanted = query.get("query") ?? "";
    return listJson(LOCAL_ROLES.filter((role) => role.includes(wanted)).map(roleJson));
  },
};

async function createOrganization({ controlDb, body }: ApiCall): Promise<object> {
  const input = parseBody(NewOrganization, body);
  const organization = await controlDb.write((tx) =>
    addOrganization(tx, {
      name: input.name,
      slug: input.slug,
      createdBy: input.created_by,
      publicMetadata: input.public_metadata,
      privateMetadata: input.private_metadata,
    }),
  );
  return organizationJson(organization);
}

async function change(call: ApiCall, changes: Parameters<typeof changeOrganization>[2]): Promise<object> {
  return organizationJson(
    found(await call.controlDb.write((tx) => changeOrganization(tx, param(call, 0), changes))),
  );
}

async function mergeMetadata(call: ApiCall): Promise<object> {
  const changes = parseBody(MetadataChanges, call.body);
  return call.controlDb.write(async (tx) => {
    const before = found(await getLocalOrganization(tx, param(call, 0)));
    const after = await changeOrganization(tx, before.id, {
      publicMetadata: { ...before.publicMetadata, ...changes.public_metadata },
      privateMetadata: { ...before.privateMetadata, ...changes.private_metadata },
    });
    return organizationJson(found(after));
  });
}
