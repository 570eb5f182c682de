import { Command } from "commander";
import { continueReplacement } from "../../archive/replacement-ends.ts";
import { listUnfinishedReplacements } from "../../control/replacements.ts";
import { getTenant } from "../../control/tenants.ts";
import { continueLifecycle, listUnfinished } from "../../lifecycle/continue.ts";
import type { Tenant } from "../../routing/tenant.ts";
import { EXIT, type ExitCode, exitWith } from "../exit.ts";
import { findTenant } from "../find.ts";
import { examples } from "../options.ts";
import { print } from "../output.ts";
import { type Session, withSession } from "../session.ts";
import { oneLine } from "../text.ts";

const MAX_REPLACED = 100;

type Result = { id: string; slug: string; state: "continued" | "nothing" | "failed"; error: string | null };

export const continueCommand = () =>
  new Command("continue")
    .description("go on with work that a failure or a kill left unfinished: of one tenant, or of all")
    .argument("[tenant]", "slug or id; default all with work that nobody is doing")
    .addHelpText("after", examples("tenantry tenants continue", "tenantry tenants continue acme"))
    .action((name: string | undefined, _options: object, command: Command) =>
      withSession(command, async (session) => {
        const results: Result[] = [];
        for (const tenant of await select(session, name)) results.push(await continueOne(session, tenant));
        print(command, results, () => results.map(asText).join("\n") || "Nothing is unfinished.");
        exitWith(codeOf(results));
      }),
    );

async function select({ tier }: Session, name: string | undefined): Promise<Tenant[]> {
  if (name !== undefined) return [await findTenant(tier, name)];
  return tier.controlDb.read(async (tx) => {
    const [unfinished, replaced] = await Promise.all([
      listUnfinished(tx, { isAsked: true }),
      listUnfinishedReplacements(tx, MAX_REPLACED),
    ]);
    const ids = [...new Set([...unfinished, ...replaced])];
    const tenants = await Promise.all(ids.map((id) => getTenant(tx, id)));
    return tenants.filter((tenant) => tenant !== undefined);
  });
}

/** One that fails is told of, and the others have their turn. */
async function continueOne({ tier, actor }: Session, { id, slug }: Tenant): Promise<Result> {
  try {
    const isContinued = await continueLifecycle(tier, id, { actor });
    const ended = await continueReplacement(tier, id);
    const isDone = isContinued || (ended !== undefined && ended !== "kept");
    return { id, slug, state: isDone ? "continued" : "nothing", error: null };
  } catch (error) {
    return { id, slug, state: "failed", error: (error as Error).message };
  }
}

function asText({ slug, state, error }: Result): string {
  switch (state) {
    case "continued":
      return `${slug}: its unfinished work is done.`;
    case "nothing":
      return `${slug}: nothing is unfinished; nothing was changed.`;
    case "failed":
      return `${slug}: failed again: ${oneLine(error)}`;
  }
}

function codeOf(results: Result[]): ExitCode {
  const failed = results.filter(({ state }) => state === "failed").length;
  if (failed === 0) return EXIT.done;
  return failed < results.length ? EXIT.partly : EXIT.failed;
}
