import { Command } from "commander";
import type { Difference } from "../../migrate/catalog.ts";
import { type Drift, findDrift } from "../../migrate/drift.ts";
import { EXIT, type ExitCode, exitWith } from "../exit.ts";
import { examples } from "../options.ts";
import { isJson, withSession } from "../session.ts";
import { plural } from "../text.ts";
import { type Selection, selectTenants, withSelection } from "./selection.ts";

export const driftCommand = () =>
  withSelection(
    new Command("drift").description(
      "compare tenants' tables with what the migrations make; exits with 1 where they differ",
    ),
  )
    .addHelpText("after", examples("tenantry migrate drift", "tenantry migrate drift --tenant acme --json"))
    .action((options: Selection, command: Command) =>
      withSession(command, async ({ tier }) => {
        const filter = await selectTenants(tier, options);
        const all: Drift[] = [];
        for await (const drift of findDrift(tier, filter)) {
          all.push(drift);
          if (!isJson(command) && isNews(drift)) console.log(asText(drift));
        }
        if (isJson(command)) console.log(JSON.stringify(all.map(toReport), null, 2));
        else console.log(sentence(all));
        exitWith(codeOf(all));
      }),
    );

const isNews = ({ differences, error }: Drift): boolean => error !== undefined || differences.length > 0;

const toReport = ({ target, differences, error }: Drift) => ({
  tenant: target.slug,
  id: target.tenantId,
  cluster: target.cluster,
  version: target.version,
  differences,
  error: error?.message ?? null,
});

const asText = ({ target, differences, error }: Drift): string =>
  [
    `${target.slug} (${target.cluster}, ${target.schema})`,
    ...(error ? [`  could not be looked at: ${error.message}`] : []),
    ...differences.flatMap(describe),
  ].join("\n");

function describe({ kind, name, expected, found }: Difference): string[] {
  if (found === undefined) return [`  - ${kind} ${name}: ${expected}`];
  if (expected === undefined) return [`  + ${kind} ${name}: ${found}`];
  return [`  ~ ${kind} ${name}`, `    - ${expected}`, `    + ${found}`];
}

function sentence(all: Drift[]): string {
  const drifted = all.filter(({ differences }) => differences.length > 0).length;
  const unseen = all.filter(({ error }) => error).length;
  if (drifted + unseen === 0)
    return `${plural(all.length, "tenant")} looked at: all as the migrations make them.`;
  return `${plural(all.length, "tenant")} looked at: ${drifted} differ (- missing, + not expected, ~ changed), ${unseen} not reached.`;
}

function codeOf(all: Drift[]): ExitCode {
  if (all.some(({ differences }) => differences.length > 0)) return EXIT.failed;
  return all.some(({ error }) => error) ? EXIT.partly : EXIT.done;
}
