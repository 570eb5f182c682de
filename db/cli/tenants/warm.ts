import { Command } from "commander";
import { refillSpares, SPARES_PER_CLUSTER } from "../../lifecycle/spares.ts";
import { EXIT, exitWith } from "../exit.ts";
import { requireClusters } from "../find.ts";
import { examples, wholeNumber } from "../options.ts";
import { print } from "../output.ts";
import { withSession } from "../session.ts";
import { plural } from "../text.ts";

const MAX_SPARES = 500;

export const warmCommand = () =>
  new Command("warm")
    .description(
      "make spare tenants ahead, so that new ones are there in milliseconds; the worker keeps them filled",
    )
    .option(
      "--spares <n>",
      "so many in each accepting cluster",
      wholeNumber(0, MAX_SPARES),
      SPARES_PER_CLUSTER,
    )
    .option("--cluster <name>", "only in this cluster")
    .addHelpText("after", examples("tenantry tenants warm --spares 20"))
    .action((options: { spares: number; cluster?: string }, command: Command) =>
      withSession(command, async ({ tier, actor }) => {
        await requireClusters(tier, options.cluster ? [options.cluster] : undefined);
        const { spares: perCluster, cluster } = options;
        const refilled = await refillSpares(tier, { perCluster, actor, ...(cluster ? { cluster } : {}) });
        const failed = refilled.filter(({ error }) => error);
        const rows = refilled.map(({ error, ...row }) => ({ ...row, error: error?.message ?? null }));
        print(
          command,
          rows,
          () => rows.map(asText).join("\n") || "No cluster accepts tenants, or the worker is at it.",
        );
        if (failed.length > 0) exitWith(failed.length < refilled.length ? EXIT.partly : EXIT.failed);
      }),
    );

const asText = ({ cluster, made, error }: { cluster: string; made: number; error: string | null }): string =>
  `${cluster}: ${plural(made, "spare")} made${error ? `, then: ${error}` : ""}`;
