import { randomBytes } from "node:crypto";
import { Command, InvalidArgumentError } from "commander";
import { type Drilled, drillArchives } from "../../archive/drill.ts";
import { EXIT, exitWith } from "../exit.ts";
import { examples, wholeNumber } from "../options.ts";
import { print, table } from "../output.ts";
import { withSession } from "../session.ts";
import { oneLine, plural } from "../text.ts";
import { PASSPHRASE_HELP, readPassphrase } from "./passphrase.ts";

type Options = { sample: number; seed?: string };

const DEFAULT_SAMPLE = 3;
const MAX_SAMPLE = 100_000;
const SEED_BYTES = 4;
const SEED = /^[A-Za-z0-9._-]{1,64}$/;

function seedOf(value: string): string {
  if (SEED.test(value)) return value;
  throw new InvalidArgumentError("It must be letters, digits, dots and hyphens, 64 at most.");
}

export const drillCommand = () =>
  new Command("drill")
    .description(
      "restore some last good archives into schemas of nobody's, compare every row, and take them away again; " +
        `the tenants are not touched. ${PASSPHRASE_HELP}`,
    )
    .option("--sample <number>", "of how many tenants", wholeNumber(1, MAX_SAMPLE), DEFAULT_SAMPLE)
    .option("--seed <seed>", "draws the same of the same tenants; default: another each time", seedOf)
    .addHelpText(
      "after",
      `\nExits with 3 where one cannot be restored: it counts as no good one any more.\n${examples("tenantry archive drill", "tenantry archive drill --sample 20 --seed 2026-11 --json")}`,
    )
    .action(({ sample, seed: given }: Options, command: Command) =>
      withSession(command, async ({ tier, actor, json }) => {
        const seed = given ?? randomBytes(SEED_BYTES).toString("hex");
        const onDrilled = json || !process.stderr.isTTY ? undefined : tell;
        const passphrase = readPassphrase();
        const drilled = await drillArchives(tier, { actor, sample, seed, passphrase, onDrilled });
        print(command, { seed, drilled }, () => asText(seed, drilled));
        exitWith(drilled.every(({ state }) => state === "good") ? EXIT.done : EXIT.partly);
      }),
    );

const tell = ({ slug, state, rows }: Drilled) => console.error(`  ${slug}: ${state}, ${plural(rows, "row")}`);

function asText(seed: string, drilled: Drilled[]): string {
  const count = (wanted: Drilled["state"]) => drilled.filter(({ state }) => state === wanted).length;
  if (drilled.length === 0) return "There are no good archives to restore.";
  const rows = drilled.map(({ slug, state, rows: n, ms, error }) => ({
    ...{ tenant: slug, state, rows: n, ms, problem: oneLine(error ?? null) },
  }));
  return [
    table(rows),
    "",
    `${count("good")} restored and taken away again, ${count("bad")} that cannot be restored, ${count("undone")} not tried to the end. Seed ${seed}.`,
  ].join("\n");
}
