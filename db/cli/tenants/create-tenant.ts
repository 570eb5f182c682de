/** One tenant as it is asked for by a command or a line of a file. */
import { and, isNull, sql } from "drizzle-orm";
import { users } from "../../control/schema/people.ts";
import { getTenantBySlug } from "../../control/tenants.ts";
import { isMadeHere, newOrganizationHere } from "../../lifecycle/made-here.ts";
import { finishProvisioning, provisionTenant } from "../../lifecycle/provision.ts";
import type { Owner } from "../../lifecycle/provision-request.ts";
import type { PlacementKind } from "../../routing/placement.ts";
import type { Plan, Tenant } from "../../routing/tenant.ts";
import { requireReadableName } from "../../text.ts";
import { UsageError } from "../exit.ts";
import type { Session } from "../session.ts";

export type NewTenant = {
  slug: string;
  name?: string | undefined;
  placement?: PlacementKind | undefined;
  plan?: Plan | undefined;
  cluster?: string | undefined;
  region?: string | undefined;
  ownerEmail?: string | undefined;
};

/**
 * Makes one, or finishes one that an earlier command began. Throws InvalidInput, AlreadyTaken, SlugRefused,
 * UsageError.
 */
export async function createTenant(
  { tier, actor }: Session,
  wanted: NewTenant,
): Promise<{ tenant: Tenant; existed: boolean }> {
  const { slug, name, placement: kind, plan, cluster, region, ownerEmail } = wanted;
  const known = await tier.controlDb.read((tx) => getTenantBySlug(tx, slug));
  if (known?.slug === slug && isMadeHere(known.organizationId)) {
    if (known.status === "provisioning")
      return { tenant: await finishProvisioning(tier, known, { actor }), existed: false };
    if (known.name === (name ?? slug)) return { tenant: known, existed: true };
  }
  const owner = ownerEmail ? await findOwner({ tier, actor, json: false }, ownerEmail) : undefined;
  const tenant = await provisionTenant(tier, {
    organizationId: newOrganizationHere(),
    slug,
    name: requireReadableName(name ?? slug),
    isSlugFixed: true,
    actor,
    ...(kind ? { kind } : {}),
    ...(plan ? { plan } : {}),
    ...(cluster ? { cluster } : {}),
    ...(region ? { region } : {}),
    ...(owner ? { owner } : {}),
  });
  return { tenant, existed: false };
}

async function findOwner({ tier }: Session, email: string): Promise<Owner> {
  const { id, firstName, lastName, avatarUrl } = users;
  const [owner] = await tier.controlDb.read((tx) =>
    tx
      .select({ id, email: users.email, firstName, lastName, avatarUrl })
      .from(users)
      .where(and(sql`lower(${users.email}) = ${email.toLowerCase()}`, isNull(users.deletedAt)))
      .limit(1),
  );
  if (owner) return owner;
  throw new UsageError(
    `Nobody with the email ${email} has signed in yet. Have them sign up first, or leave --owner-email out.`,
  );
}
