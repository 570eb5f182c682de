import { Command, InvalidArgumentError } from "commander";
import { FAN_OUT_DEFAULTS, fanOut, MAX_CONCURRENCY } from "../../migrate/fan-out.ts";
import { SERVING_REST_RATIO } from "../../migrate/pace.ts";
import { rehearse } from "../../migrate/rehearse.ts";
import { startsIn, surveyTenants } from "../../migrate/survey.ts";
import { tenantMigrations } from "../../tenant/version.ts";
import { findTenants } from "../find.ts";
import { examples, wholeNumber } from "../options.ts";
import { type Session, withSession } from "../session.ts";
import { printPlan } from "./plan.ts";
import { followRun } from "./progress.ts";
import { type Selection, selectTenants, withSelection } from "./selection.ts";

export type UpOptions = Selection & {
  canary?: number | string[];
  concurrency: number;
  maxFailures: number;
  throttle?: number;
  lockTimeout: number;
  statementTimeout: number;
  dryRun?: boolean;
  allowLate?: boolean;
};

const MAX_TENANTS = 1_000_000;
const MAX_TIMEOUT_MS = 3_600_000;
const MAX_THROTTLE_PERCENT = 90;
const PERCENT = 100;

export const upCommand = () =>
  withRunOptions(withSelection(new Command("up").description("bring every tenant that is behind up to date")))
    .option(
      "--canary <n|names>",
      "these first, the rest only if all of them succeed: 5, or acme,globex",
      canary,
    )
    .option("--allow-late", "apply also what is older than something that tenants have already")
    .option("--dry-run", "rehearse the migrations on nobody's tables, print the plan, change nothing")
    .addHelpText(
      "after",
      examples(
        "tenantry migrate up --concurrency 4 --canary 5",
        "tenantry migrate up --tenant acme globex",
        "tenantry migrate up --dry-run",
      ),
    )
    .action((options: UpOptions, command: Command) =>
      withSession(command, (session) => (options.dryRun ? dryRun : up)(session, options, command)),
    );

/** Options of `up` and `down` alike. */
export const withRunOptions = (command: Command): Command =>
  command
    .option(
      "--concurrency <n>",
      "connections in each cluster",
      wholeNumber(1, MAX_CONCURRENCY),
      FAN_OUT_DEFAULTS.concurrency,
    )
    .option(
      "--max-failures <n>",
      "stop when more tenants than this have failed",
      wholeNumber(0, MAX_TENANTS),
      FAN_OUT_DEFAULTS.maxFailures,
    )
    .option(
      "--throttle <percent>",
      `part of the time that each connection rests (default: ${SERVING_REST_RATIO * PERCENT} while tenants are served, else 0)`,
      wholeNumber(0, MAX_THROTTLE_PERCENT),
    )
    .option(
      "--lock-timeout <ms>",
      "wait this long for a lock, then try again",
      wholeNumber(1, MAX_TIMEOUT_MS),
      FAN_OUT_DEFAULTS.lockTimeoutMs,
    )
    .option(
      "--statement-timeout <ms>",
      "no statement may take longer",
      wholeNumber(1, MAX_TIMEOUT_MS),
      FAN_OUT_DEFAULTS.statementTimeoutMs,
    );

function canary(value: string): number | string[] {
  if (/^\d+$/.test(value)) return Number(value);
  const names = value.split(",").map((name) => name.trim());
  if (names.some((name) => name === ""))
    throw new InvalidArgumentError("Say how many, or which: acme,globex.");
  return names;
}

async function dryRun(session: Session, options: UpOptions, command: Command): Promise<void> {
  const filter = await selectTenants(session.tier, options);
  const survey = await surveyTenants(session.tier, filter, tenantMigrations());
  await rehearse(session.tier.urls.adminUrl, tenantMigrations(), startsIn(survey));
  await printPlan(session, options, command);
}

async function up({ tier, actor }: Session, options: UpOptions, command: Command): Promise<void> {
  const filter = await selectTenants(tier, options);
  const canaries = await resolveCanary({ tier }, options.canary);
  await followRun(command, (watch) =>
    fanOut(tier, {
      ...filter,
      ...runOptions(options),
      ...watch,
      canary: canaries,
      allowLate: options.allowLate,
      actor,
    }),
  );
}

export const runOptions = (options: Omit<UpOptions, "canary" | "dryRun" | "allowLate">) => ({
  concurrency: options.concurrency,
  maxFailures: options.maxFailures,
  restRatio: options.throttle === undefined ? undefined : options.throttle / PERCENT,
  lockTimeoutMs: options.lockTimeout,
  statementTimeoutMs: options.statementTimeout,
});

async function resolveCanary(
  { tier }: Pick<Session, "tier">,
  wanted: UpOptions["canary"],
): Promise<number | string[] | undefined> {
  if (!Array.isArray(wanted)) return wanted;
  const tenants = await findTenants(tier, wanted);
  return tenants?.map(({ id }) => id);
}
