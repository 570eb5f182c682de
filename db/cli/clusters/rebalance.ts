import { Command } from "commander";
import { listClusterCapacities } from "../../control/capacity.ts";
import type { DataTier } from "../../data-tier.ts";
import { measureTenants } from "../../move/measure.ts";
import { listMovable } from "../../move/plan-many.ts";
import { type Proposal, proposeMoves } from "../../move/rebalance.ts";
import { tenantIdentifier } from "../../routing/placement.ts";
import { UsageError } from "../exit.ts";
import { examples } from "../options.ts";
import { print, table } from "../output.ts";
import { withSession } from "../session.ts";
import { bytes } from "../text.ts";

const PERCENT = 100;

export const rebalanceCommand = () =>
  new Command("rebalance")
    .description("say which moves would even the clusters out, by size and by rows read and written")
    .option("--dry-run", "only say it: each move is made with `tenantry tenants move`")
    .addHelpText("after", examples("tenantry clusters rebalance --dry-run"))
    .action((options: { dryRun?: boolean }, command: Command) => {
      if (!options.dryRun)
        throw new UsageError(
          "It proposes, and moves nobody: add --dry-run, then make the moves that you want.",
        );
      return withSession(command, async ({ tier }) => {
        const { proposal, unmeasured } = await propose(tier);
        const report = { ...reportOf(proposal), unmeasured };
        print(command, report, () =>
          [asText(proposal), ...unmeasured.map(({ cluster, why }) => `${cluster} was left out: ${why}`)].join(
            "\n",
          ),
        );
      });
    });

async function propose(tier: DataTier) {
  const [{ measured, unmeasured }, { movable, capacities }] = await Promise.all([
    measureTenants(tier),
    tier.controlDb.read(async (tx) => {
      const [movableOnes, known] = await Promise.all([listMovable(tx), listClusterCapacities(tx)]);
      return { movable: movableOnes, capacities: known };
    }),
  ]);
  const left = new Set(unmeasured.map(({ cluster }) => cluster));
  const clusters = capacities
    .filter(({ name, status }) => status !== "draining" && !left.has(name))
    .map(({ name, maxTenants, tenants, free }) => ({
      ...{ name, capacity: maxTenants, tenants: maxTenants - tenants, schemas: free },
    }));
  const found = new Map(measured.map((one) => [`${one.cluster}:${one.identifier}`, one]));
  const weighed = movable.flatMap((tenant) => {
    const its = found.get(`${tenant.cluster}:${tenantIdentifier(tenant.tenantId)}`);
    return its ? [{ ...tenant, bytes: its.bytes, load: its.load }] : [];
  });
  return { proposal: proposeMoves(weighed, clusters), unmeasured };
}

const reportOf = ({ moves, shares }: Proposal) => ({
  moves: moves.map(({ tenant: { tenantId: id, slug, kind, cluster: from, ...size }, to }) => ({
    ...{ id, tenant: slug, kind, from, to },
    bytes: size.bytes,
    load: size.load,
  })),
  shares,
});

const percent = (share: number): string => `${Math.round(share * PERCENT)} %`;

function asText({ moves, shares }: Proposal): string {
  const clusters = shares.map(({ cluster, before, after }) => ({
    cluster,
    carries: percent(before),
    afterwards: percent(after),
  }));
  const proposed = moves.map(({ tenant, to }) => ({
    tenant: tenant.slug,
    size: bytes(tenant.bytes),
    "rows a second": Math.round(tenant.load),
    command: `tenantry tenants move ${tenant.slug} --to ${tenant.kind} --cluster ${to}`,
  }));
  return [table(clusters), moves.length > 0 ? table(proposed) : "No move would even them out further."].join(
    "\n\n",
  );
}
