import { Command } from "commander";
import { UsageError } from "../exit.ts";
import { requireClusters } from "../find.ts";
import { examples, placementOption, planOption } from "../options.ts";
import { print } from "../output.ts";
import { withSession } from "../session.ts";
import { createFromFile } from "./create-from-file.ts";
import { createTenant, type NewTenant } from "./create-tenant.ts";

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
