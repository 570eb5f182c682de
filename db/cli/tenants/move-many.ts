/** Tenants that leave a cluster together: the whole plan is shown first. */
import type { Command } from "commander";
import { type ManyResult, MOVES_AT_ONCE, type MoveOutcome, moveMany } from "../../move/move-many.ts";
import { type ManyPlan, planMoves, type StayingTenant, type WantedMoves } from "../../move/plan-many.ts";
import { confirmOrStop } from "../confirm.ts";
import { EXIT, exitWith } from "../exit.ts";
import { onInterrupt } from "../interrupt.ts";
import { wholeNumber, type Yes } from "../options.ts";
import { print, table } from "../output.ts";
import { isJson, type Session } from "../session.ts";
import { plural } from "../text.ts";

export type ManyMoveOptions = Yes & {
  dryRun?: boolean;
  limit?: number;
  concurrency: number;
  maxFailures: number;
};

const MOST = 1_000_000;

export const withManyMoveOptions = (command: Command): Command =>
  command
    .option("--limit <n>", "move no more than so many", wholeNumber(1, MOST))
    .option("--concurrency <n>", "so many at once", wholeNumber(1, MOVES_AT_ONCE.max), MOVES_AT_ONCE.default)
    .option(
      "--max-failures <n>",
      "begin no more once more than so many have failed",
      wholeNumber(0, MOST),
      0,
    );

/** Shows the plan, asks, moves, and says how it went; the exit code too. */
export async function moveAway(
  { tier, actor }: Session,
  wanted: WantedMoves,
  { dryRun, yes, concurrency, maxFailures }: ManyMoveOptions,
  command: Command,
): Promise<void> {
  const plan = await tier.controlDb.read((tx) => planMoves(tx, wanted));
  const isNothing = plan.moves.length === 0;
  if (dryRun || isNothing) {
    print(
      command,
      { ...plan, isDone: false },
      () => `${planText(wanted.from, plan)}\n\nNothing was changed.`,
    );
    if (isNothing && plan.staying.length > 0) exitWith(EXIT.failed);
    return;
  }
  const question = `${planText(wanted.from, plan)}\n\nMove ${plural(plan.moves.length, "tenant")}?`;
  await confirmOrStop(question, { yes: yes ?? false });
  const outcomes: MoveOutcome[] = [];
  const result = await interruptibly((signal) =>
    moveMany(tier, plan.moves, {
      ...{ actor, concurrency, maxFailures, signal },
      onOutcome: (outcome) => {
        outcomes.push(outcome);
        if (!isJson(command)) console.error(lineOf(outcome, outcomes.length, plan.moves.length));
      },
    }),
  );
  print(command, { ...result, staying: plan.staying, tenants: outcomes.map(reportOf), isDone: true }, () =>
    [sentence(result), ...stayingText(plan.staying)].join("\n"),
  );
  if (result.moved < plan.moves.length || plan.staying.length > 0)
    exitWith(result.moved > 0 ? EXIT.partly : EXIT.failed);
}

async function interruptibly<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const stop = new AbortController();
  const release = onInterrupt(() => {
    console.error("tenantry: Stopping; moves under way are left, and go on when the command is run again.");
    stop.abort();
  });
  try {
    return await work(stop.signal);
  } finally {
    release();
  }
}

function planText(from: string, { moves, staying }: ManyPlan): string {
  const rows = moves.map(({ slug, kind, to, cluster, isBegun }) => ({
    tenant: slug,
    from: `${kind} on ${from}`,
    to: `${to} on ${cluster}`,
    ...{ begun: isBegun ? "before" : "now" },
  }));
  return [...(rows.length > 0 ? [table(rows)] : ["No tenant is to be moved."]), ...stayingText(staying)].join(
    "\n",
  );
}

const WHY: Record<StayingTenant["why"], (slugs: string) => string> = {
  "no room": (slugs) => `No other cluster has room for ${slugs}: add one, or let one accept tenants.`,
  "former place kept": (slugs) =>
    `The former place of ${slugs} is still kept for the way back: drop it first with \`tenantry tenants move SLUG --finish\`.`,
};
const MAX_NAMED = 10;

const stayingText = (staying: StayingTenant[]): string[] =>
  [...Map.groupBy(staying, ({ why }) => why)].map(([why, some]) => WHY[why](named(some)));

function named(tenants: StayingTenant[]): string {
  const slugs = tenants.slice(0, MAX_NAMED).map(({ slug }) => slug);
  const more = tenants.length - slugs.length;
  return more > 0 ? `${slugs.join(", ")} and ${more} more` : slugs.join(", ");
}

const lineOf = (outcome: MoveOutcome, at: number, total: number): string => {
  const { slug, to, cluster } = outcome.planned;
  return outcome.state === "moved"
    ? `${at}/${total} ${slug}: ${to} on ${cluster}, writes waited for ${outcome.move.pauseMs} ms`
    : `${at}/${total} ✗ ${slug}: ${outcome.error.message}`;
};

const reportOf = (outcome: MoveOutcome) => ({
  tenant: outcome.planned.slug,
  id: outcome.planned.tenantId,
  to: { kind: outcome.planned.to, cluster: outcome.planned.cluster },
  state: outcome.state,
  pauseMs: outcome.state === "moved" ? outcome.move.pauseMs : null,
  error: outcome.state === "failed" ? outcome.error.message : null,
});

const sentence = ({ moved, failed, remaining }: ManyResult): string =>
  [
    `${plural(moved, "tenant")} moved, ${failed} failed, ${remaining} not begun or left on the way.`,
    ...(failed + remaining > 0 ? ["Run it again to go on."] : []),
  ].join(" ");
