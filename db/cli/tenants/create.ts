import { randomBytes } from "node:crypto";
import { Command } from "commander";
import { and, isNull, sql } from "drizzle-orm";
import { users } from "../../control/schema.ts";
import type { Plan, Tenant } from "../../control/tenant.ts";
import { getTenantBySlug } from "../../control/tenants.ts";
import { finishProvisioning, type Owner, provisionTenant } from "../../lifecycle/provision.ts";
import type { PlacementKind } from "../../routing/placement.ts";
import { requireReadableName } from "../../text.ts";
import { UsageError } from "../exit.ts";
import { requireClusters } from "../find.ts";
import { examples, placementOption, planOption } from "../options.ts";
import { print } from "../output.ts";
import { type Session, withSession } from "../session.ts";
import { createFromFile } from "./create-from-file.ts";

export type NewTenant = {
  slug: string;
  name?: string | undefined;
  placement?: PlacementKind | undefined;
  plan?: Plan | undefined;
  cluster?: string | undefined;
  region?: string | undefined;
  ownerEmail?: string | undefined;
};

/** Organizations that exist here and not at the identity provider. */
const CLI_ORGANIZATION = "org_cli_";

export const createCommand = () =>
  new Command("create")
    .description("make a tenant, or many from a file")
    .option("--slug <slug>", "the label of its hostname")
    .option("--name <name>", "what people see; default the slug")
    .addOption(placementOption("where its data lives; default what the plan says"))
    .addOption(planOption("default standard"))
    .option("--cluster <name>", "in this cluster; default the one with the most room")
    .option("--region <region>", "in a cluster of this region")
    .option("--owner-email <email>", "somebody who has signed in before and shall own it")
    .option(
      "--from <file>",
      "CSV with a header, or JSON lines: slug, name, placement, plan, cluster, region, ownerEmail",
    )
    .addHelpText(
      "after",
      examples(
        "tenantry tenants create --slug hooli --name Hooli --placement database",
        "tenantry tenants create --from tenants.csv",
      ),
    )
    .action(async (options: Partial<NewTenant> & { from?: string }, command: Command) => {
      const { slug, from } = options;
      if (from) return withSession(command, (session) => createFromFile(session, from));
      if (!slug) throw new UsageError("Say which: --slug SLUG, or --from FILE for many.");
      await withSession(command, async (session) => {
        await requireClusters(session.tier, options.cluster ? [options.cluster] : undefined);
        const { tenant } = await createTenant(session, { ...options, slug });
        const { id, name, status, placement } = tenant;
        const { kind, cluster, schema } = placement;
        print(command, { id, slug: tenant.slug, name, status, placement: { kind, cluster, schema } }, () =>
          [`${tenant.slug} is ${status}: a ${kind} in cluster ${cluster}.`, `  ${schema}`].join("\n"),
        );
      });
    });

/** Makes one, or finishes one that an earlier command began. Throws InvalidInput, AlreadyTaken, SlugRefused, UsageError. */
export async function createTenant(
  { tier, actor }: Session,
  wanted: NewTenant,
): Promise<{ tenant: Tenant; existed: boolean }> {
  const { slug, name, placement: kind, plan, cluster, region, ownerEmail } = wanted;
  const known = await tier.controlDb.read((tx) => getTenantBySlug(tx, slug));
  if (known?.slug === slug && known.organizationId?.startsWith(CLI_ORGANIZATION)) {
    if (known.status === "provisioning")
      return { tenant: await finishProvisioning(tier, known, { actor }), existed: false };
    if (known.name === (name ?? slug)) return { tenant: known, existed: true };
  }
  const owner = ownerEmail ? await findOwner({ tier, actor, json: false }, ownerEmail) : undefined;
  const tenant = await provisionTenant(tier, {
    organizationId: `${CLI_ORGANIZATION}${randomBytes(12).toString("hex")}`,
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
