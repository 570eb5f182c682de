/** Organizations at the provider. */
import { isClerkAPIResponseError } from "@clerk/backend/errors";
import type { Organizations } from "../../identity-provider.ts";
import { SlugTakenAtProvider } from "../../provider-errors.ts";
import { answered, type GetClient, unlessMissing } from "./client.server.ts";
import { PROVIDER_ROLES } from "./roles.ts";

const TAKEN = new Set(["form_identifier_exists", "duplicate_record"]);

/** Roles that may own an organization, the likeliest first. */
const LEADING_ROLES = [PROVIDER_ROLES.owner, PROVIDER_ROLES.admin] as const;

export const organizationsOf = (client: GetClient): Organizations => ({
  /** The plan travels in the organization's private metadata. */
  async create({ userId, name, slug, plan }) {
    const params = { name, slug, createdBy: userId, privateMetadata: { plan } };
    try {
      const { id } = await answered(client().organizations.createOrganization(params));
      return { organizationId: id };
    } catch (error) {
      if (isClerkAPIResponseError(error) && error.errors.some(({ code }) => TAKEN.has(code)))
        throw new SlugTakenAtProvider({ cause: error });
      throw error;
    }
  },

  async findMadeSince({ userId, name, slug, since }) {
    const found = await unlessMissing(client().organizations.getOrganization({ slug }));
    if (!found || found.createdBy !== userId || found.name !== name) return undefined;
    return found.createdAt >= since.getTime() ? { organizationId: found.id } : undefined;
  },

  async rename(organizationId, name) {
    const renamed = await unlessMissing(client().organizations.updateOrganization(organizationId, { name }));
    return renamed !== undefined;
  },

  async remove(organizationId) {
    await unlessMissing(client().organizations.deleteOrganization(organizationId));
  },

  async fetchCreator(organizationId) {
    const organization = await unlessMissing(client().organizations.getOrganization({ organizationId }));
    return organization?.createdBy ?? undefined;
  },

  async fetchLeader(organizationId) {
    for (const role of LEADING_ROLES) {
      const wanted = { organizationId, role: [role], orderBy: "+created_at" as const, limit: 1 };
      const found = await unlessMissing(client().organizations.getOrganizationMembershipList(wanted));
      const userId = found?.data[0]?.publicUserData?.userId;
      if (userId) return userId;
    }
    return undefined;
  },
});
