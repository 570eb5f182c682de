import { Command, Option } from "commander";
import type { Move } from "../../control/moves.ts";
import { MOVE_LIMITS } from "../../move/limits.ts";
import {
  abortMove,
  beginMove,
  continueMove,
  finishMoveNow,
  type MoveOptions,
  moveBack,
} from "../../move/move-tenant.ts";
import { type MovePlan, planMove } from "../../move/plan.ts";
import { PLACEMENT_KINDS, type PlacementKind } from "../../routing/placement.ts";
import type { Tenant } from "../../routing/tenant.ts";
import { confirmOrStop } from "../confirm.ts";
import { UsageError } from "../exit.ts";
import { findTenant, requireClusters } from "../find.ts";
import { examples, yesOption } from "../options.ts";
import { print } from "../output.ts";
import { type Session, withSession } from "../session.ts";
import { bytes, facts, plural } from "../text.ts";
import { type ManyMoveOptions, moveAway, withManyMoveOptions } from "./move-many.ts";
import { moveProgress } from "./move-progress.ts";

type Options = ManyMoveOptions & {
  from?: string;
  to?: PlacementKind;
  cluster?: string;
  holdWrites?: boolean;
  back?: boolean;
  abort?: boolean;
  continue?: boolean;
  finish?: boolean;
};

const WAYS = ["to", "back", "abort", "continue", "finish"] as const;
type Way = (typeof WAYS)[number];

export const moveCommand = () =>
  withManyMoveOptions(
    new Command("move").description(
      "give a tenant another place while its members work: a schema or a database, here or on another cluster",
    ),
  )
    .argument("[tenant]", "slug or id; or --from")
    .option("--from <cluster>", "all tenants of this cluster instead, each to where there is room")
    .addOption(new Option("--to <kind>", "where its data shall live").choices(PLACEMENT_KINDS))
    .option("--cluster <name>", "on this cluster; default the one that it is on")
    .option("--hold-writes", "let writes wait while rows are copied, also where they could be followed")
    .option("--dry-run", "say what would be done, and change nothing")
    .option(
      "--back",
      `go back to where it was, with all that was written since; for ${MOVE_LIMITS.keptHours} h`,
    )
    .option("--abort", "take a move back that has not arrived")
    .option("--continue", "go on with a move that was interrupted")
    .option("--finish", "drop the former place now: there is no way back after that")
    .addOption(yesOption())
    .addHelpText(
      "after",
      examples(
        "tenantry tenants move acme --to database",
        "tenantry tenants move initech --to schema --cluster main",
        "tenantry tenants move acme --back",
        "tenantry tenants move --from main --limit 40",
      ),
    )
    .action((name: string | undefined, options: Options, command: Command) =>
      withSession(command, async (session) => {
        if (name === undefined || options.from) return moveFrom(session, name, options, command);
        const way = wayOf(options);
        const tenant = await findTenant(session.tier, name);
        if (way === "to") return moveTo(session, tenant, options, command);
        await ask(way, tenant, options);
        const told = moveProgress(command);
        const act = { back: moveBack, abort: abortMove, continue: continueMove, finish: finishMoveNow }[way];
        tell(command, tenant, await act(session.tier, tenant.id, { actor: session.actor, onProgress: told }));
      }),
    );

async function moveFrom(
  session: Session,
  name: string | undefined,
  { from, to, cluster, limit, ...options }: Options,
  command: Command,
): Promise<void> {
  const { back, abort, continue: goOn, finish, holdWrites } = options;
  if (!from || name !== undefined) throw new UsageError("Say which: a tenant, or --from CLUSTER.");
  if (back || abort || goOn || finish || holdWrites)
    throw new UsageError("With --from there are --to, --cluster, --limit and --dry-run alone.");
  await requireClusters(session.tier, cluster ? [from, cluster] : [from]);
  await moveAway(session, { from, to, cluster, limit }, options, command);
}

/** Exactly one of them. */
function wayOf(options: Options): Way {
  const [way, another] = WAYS.filter((each) => options[each]);
  if (way && !another) return way;
  throw new UsageError("Say one of: --to KIND, --back, --abort, --continue, --finish.");
}

async function ask(way: Exclude<Way, "to">, { slug }: Tenant, options: Options): Promise<void> {
  if (way === "finish")
    await confirmOrStop(`Drop the former place of ${slug}? There is no way back after that.`, options);
  if (way === "back") await confirmOrStop(`Move ${slug} back?`, options);
}

async function moveTo(
  { tier, actor }: Session,
  tenant: Tenant,
  { to, cluster, holdWrites, dryRun, yes }: Options,
  command: Command,
): Promise<void> {
  if (!to) throw new UsageError("Say where to: --to database or --to schema.");
  await requireClusters(tier, cluster ? [cluster] : undefined);
  const plan = await planMove(tier, tenant.id, { to, cluster, holdsWrites: holdWrites });
  if (dryRun) {
    print(command, reportOf(plan), () => `${planText(plan)}\n\nNothing was changed.`);
    return;
  }
  await confirmOrStop(`${planText(plan)}\n\nMove ${tenant.slug}?`, { yes: yes ?? false });
  const options: MoveOptions = { actor, onProgress: moveProgress(command) };
  await beginMove(tier, plan, options);
  tell(command, tenant, await continueMove(tier, tenant.id, options));
}

const reportOf = ({ tenant, from, to, method, reason, rows, bytes: size, pauseMs }: MovePlan) => ({
  id: tenant.id,
  slug: tenant.slug,
  from: { kind: from.kind, cluster: from.cluster },
  to: { kind: to.kind, cluster: to.cluster },
  method,
  reason: reason ?? null,
  rows,
  bytes: size,
  pauseMs,
});

function planText(plan: MovePlan): string {
  const { from, to, method, reason, rows, pauseMs } = plan;
  const how =
    method === "live"
      ? "followed while members write"
      : `copied while writes wait, as ${reason ?? "it was asked for"}`;
  return facts([
    ["from", `${from.kind} on ${from.cluster}`],
    ["to", `${to.kind} on ${to.cluster}`],
    ["rows", `about ${plural(rows, "row")}, ${bytes(plan.bytes)}; ${how}`],
    ["pause", `about ${pauseMs} ms for those who write`],
  ]);
}

function tell(command: Command, { id, slug }: Tenant, move: Move): void {
  const { phase, method, pauseMs, reapAfter, from, to } = move;
  const report = { id, slug, phase, method, pauseMs, reapAfter };
  print(command, report, () => {
    switch (phase) {
      case "arrived":
        return [
          `${slug} is served from its ${to.kind} on ${to.cluster}; writes waited for ${pauseMs} ms.`,
          method === "live"
            ? `Until ${reapAfter?.toISOString()} \`tenantry tenants move ${slug} --back\` leads back without losing a write.`
            : `Its former place is dropped after ${reapAfter?.toISOString()}.`,
        ].join("\n");
      case "returned":
        return `${slug} is served from its ${from.kind} on ${from.cluster} again; writes waited for ${pauseMs} ms.`;
      case "aborted":
        return `The move of ${slug} was taken back: it is served from where it was.`;
      case "done":
        return `The former place of ${slug} is gone.`;
      default:
        return `The move of ${slug} is ${phase}.`;
    }
  });
}
