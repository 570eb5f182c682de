/**
 * A run, followed: a live bar on a terminal, plain lines elsewhere, JSON for programs. Ctrl-C ends it between
 * tenants.
 */
import type { Command } from "commander";
import { Listr } from "listr2";
import type { FanOutOptions, FanOutResult, TenantOutcome } from "../../migrate/fan-out.ts";
import { EXIT, type ExitCode, exitWith } from "../exit.ts";
import { onInterrupt } from "../interrupt.ts";
import { isJson } from "../session.ts";
import { plural } from "../text.ts";

type Watch = Pick<FanOutOptions, "signal" | "onBegin" | "onOutcome">;

const BAR_WIDTH = 28;
/** Plain lines come at each tenth. */
const LINES = 10;

/** Runs, shows how it goes, prints how it went and sets the exit code. */
export async function followRun(
  command: Command,
  run: (watch: Watch) => Promise<FanOutResult>,
): Promise<void> {
  const stop = new AbortController();
  const release = onInterrupt(() => {
    console.error("tenantry: Stopping once the tenants under way are done. Ctrl-C again ends at once.");
    stop.abort();
  });
  const failures: TenantOutcome[] = [];
  const watch = (show: (done: number, total: number) => void): Watch => {
    const seen = { total: 0, count: 0 };
    return {
      signal: stop.signal,
      onBegin: ({ total }) => {
        seen.total = total;
        show(0, total);
      },
      onOutcome: (outcome) => {
        if (outcome.state === "failed") failures.push(outcome);
        show(++seen.count, seen.total);
      },
    };
  };
  try {
    const result = await start(command, run, watch);
    tell(command, result, failures);
    exitWith(codeOf(result));
  } finally {
    release();
  }
}

type Show = (done: number, total: number) => void;

async function start(
  command: Command,
  run: (watch: Watch) => Promise<FanOutResult>,
  watch: (show: Show) => Watch,
): Promise<FanOutResult> {
  if (isJson(command)) return run(watch(() => {}));
  if (!process.stdout.isTTY) return run(watch(plainLine));
  const outcome: { result?: FanOutResult } = {};
  const task = {
    title: "Migrating",
    task: async (_context: unknown, self: { title: string }) => {
      outcome.result = await run(watch((done, total) => (self.title = bar(done, total))));
    },
  };
  await new Listr([task], { registerSignalListeners: false }).run();
  if (!outcome.result) throw new Error("The run gave no result.");
  return outcome.result;
}

const bar = (done: number, total: number): string => {
  const filled = total === 0 ? BAR_WIDTH : Math.round((done / total) * BAR_WIDTH);
  return `${"█".repeat(filled)}${"░".repeat(BAR_WIDTH - filled)} ${done}/${plural(total, "tenant")}`;
};

const plainLine: Show = (done, total) => {
  const step = Math.max(1, Math.ceil(total / LINES));
  if (done % step === 0 || done === total) console.log(`${done}/${plural(total, "tenant")}`);
};

function tell(command: Command, result: FanOutResult, failures: TenantOutcome[]): void {
  const failed = failures.map(toReport);
  if (isJson(command)) {
    console.log(JSON.stringify({ ...result, failures: failed }, null, 2));
    return;
  }
  for (const failure of failed) console.error(asText(failure));
  console.log(sentence(result));
}

const toReport = ({ target, attempts, failure }: TenantOutcome) => ({
  tenant: target.slug,
  id: target.tenantId,
  cluster: target.cluster,
  attempts,
  sqlState: failure?.code ?? null,
  error: failure?.message ?? "unknown",
  migration: failure?.migration ?? null,
  statement: failure?.statement ?? null,
});

const asText = ({
  tenant,
  cluster,
  sqlState,
  error,
  migration,
  statement,
}: ReturnType<typeof toReport>): string =>
  [
    `✗ ${tenant} (${cluster}): ${error}${sqlState ? ` (${sqlState})` : ""}${migration ? ` in ${migration}` : ""}`,
    ...(statement ? [statement.replaceAll(/^/gm, "    ")] : []),
  ].join("\n");

function sentence({ state, total, done, failed, remaining, unreached, reason }: FanOutResult): string {
  if (total === 0 && unreached > 0)
    return `Nothing to do for those that were reached. ${plural(unreached, "tenant")} could not be looked at: run it again when their clusters answer.`;
  if (total === 0) return "Nothing to do: every tenant is current.";
  const counts = `${plural(done, "tenant")} done, ${failed} failed, ${remaining} not begun.`;
  if (state === "done") return counts;
  const next =
    state === "interrupted"
      ? "Run it again to go on."
      : "Repair what is named above and run it again: only tenants that are behind are visited.";
  return [reason, counts, next].filter(Boolean).join(" ");
}

/** The tenants that were current before count as well: three that still fail of a thousand is "partly". */
function codeOf({ state, unreached }: FanOutResult): ExitCode {
  switch (state) {
    case "done":
      return unreached > 0 ? EXIT.partly : EXIT.done;
    case "partly":
    case "interrupted":
      return EXIT.partly;
    case "failed":
    case "stopped":
      return EXIT.failed;
  }
}
