import { Command } from "commander";
import type { MergedMembership } from "../../control/merged-users.ts";
import { getTenant } from "../../control/tenants.ts";
import type { DataTier } from "../../data-tier.ts";
import { findMerge, mergePeople } from "../../lifecycle/merge-users.ts";
import { confirmOrStop } from "../confirm.ts";
import { examples, type Yes, yesOption } from "../options.ts";
import { print, table } from "../output.ts";
import { withSession } from "../session.ts";
import { plural } from "../text.ts";

type Options = Yes & { dryRun?: boolean };

export const mergeCommand = () =>
  new Command("merge")
    .description("make two people one, where the identity provider merged them and did not tell")
    .argument("<from>", "who is nobody afterwards: an address, or an id")
    .argument("<into>", "who has all that was theirs, in the higher role of the two")
    .option("--dry-run", "only say what would become of it")
    .addOption(yesOption())
    .addHelpText(
      "after",
      examples(
        "tenantry identity merge user_2old user_2new --dry-run",
        "tenantry identity merge ann@old.example ann@new.example --yes",
      ),
    )
    .action((one: string, other: string, { dryRun = false, yes = false }: Options, command: Command) =>
      withSession(command, async ({ tier, actor }) => {
        const merge = await findMerge(tier, { from: one, into: other });
        const { from, into } = merge;
        if (!dryRun)
          await confirmOrStop(`Make ${from} one with ${into}? ${from} is signed out, for good.`, { yes });
        const merged = await mergePeople(tier, merge, dryRun ? undefined : actor);
        const tenants = await named(tier, merged);
        const message = dryRun
          ? `${from} would become ${into} in ${plural(tenants.length, "tenant", "tenants")}; nothing was changed.`
          : `${from} is ${into} now; a worker moves what they made in ${plural(tenants.length, "tenant", "tenants")}.`;
        print(command, { from, into, isDryRun: dryRun, tenants, message }, () =>
          [...(tenants.length > 0 ? [table(tenants), ""] : []), message].join("\n"),
        );
      }),
    );

/** `role`: empty where neither was a member any more. */
type Line = { tenant: string; role: string };

const named = (tier: DataTier, merged: MergedMembership[]): Promise<Line[]> =>
  tier.controlDb.read((tx) =>
    Promise.all(
      merged.map(async ({ tenantId, role = "" }) => ({
        tenant: (await getTenant(tx, tenantId))?.slug ?? tenantId,
        role,
      })),
    ),
  );
