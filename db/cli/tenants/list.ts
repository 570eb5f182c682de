import { Command, Option } from "commander";
import {
  listTenantsPage,
  type TenantFilter,
  type TenantSort,
  type TenantSummary,
} from "../../control/tenant-list.ts";
import type { DataTier } from "../../data-tier.ts";
import type { PlacementKind } from "../../routing/placement.ts";
import { type Plan, TENANT_STATUSES, type TenantStatus } from "../../routing/tenant.ts";
import { collect, limitOption } from "../collect.ts";
import { requireClusters } from "../find.ts";
import { examples, placementOption, planOption } from "../options.ts";
import { print, table } from "../output.ts";
import { withSession } from "../session.ts";
import { date, plural } from "../text.ts";

type Options = {
  status?: TenantStatus;
  placement?: PlacementKind;
  cluster?: string;
  plan?: Plan;
  search?: string;
  behind?: boolean;
  ownerless?: boolean;
  sort: TenantSort;
  limit: number;
};

export const listCommand = () =>
  new Command("list")
    .description("list tenants")
    .addOption(new Option("--status <status>", "only in this state").choices(TENANT_STATUSES))
    .addOption(placementOption("only in a place of this kind"))
    .option("--cluster <name>", "only in this cluster")
    .addOption(planOption("only on this plan"))
    .option("--search <text>", "in slug, name or id")
    .option("--behind", "only those whose tables are behind this code")
    .option("--ownerless", "only those that nobody owns")
    .addOption(new Option("--sort <by>").choices(["name", "slug", "created", "status"]).default("slug"))
    .option(...limitOption)
    .addHelpText(
      "after",
      examples("tenantry tenants list --status suspended", "tenantry tenants list --behind --json"),
    )
    .action((options: Options, command: Command) =>
      withSession(command, async ({ tier }) => {
        await requireClusters(tier, options.cluster ? [options.cluster] : undefined);
        const { items, total } = await read(tier, options);
        print(command, { total, tenants: items }, () => asText(items, total));
      }),
    );

async function read(tier: DataTier, { limit, sort, ...filter }: Options & TenantFilter) {
  let total = 0;
  const items = await collect(limit, async (request) => {
    const page = await tier.controlDb.read((tx) =>
      listTenantsPage(tx, { ...filter, sort, direction: "asc", ...request }),
    );
    total = page.total;
    return page;
  });
  return { items, total };
}

const toRow = (tenant: TenantSummary) => ({
  slug: tenant.slug,
  name: tenant.name,
  status: tenant.status,
  plan: tenant.plan,
  place: `${tenant.placementKind} ${tenant.cluster}`,
  tables: tablesOf(tenant),
  created: date(tenant.createdAt),
});

function tablesOf({ isBehind }: TenantSummary): string {
  if (isBehind === null) return "–";
  return isBehind ? "behind" : "current";
}

function asText(items: TenantSummary[], total: number): string {
  if (items.length === 0) return "No tenants.";
  const more = total > items.length ? ` of ${plural(total, "tenant")}; --limit shows more` : "";
  return `${table(items.map(toRow))}\n\n${plural(items.length, "tenant")}${more}`;
}
