import { Command } from "commander";
import { cloneTenant } from "../../archive/clone-tenant.ts";
import { recordAudit } from "../../control/audit-log.ts";
import { findTenant, requireClusters } from "../find.ts";
import { examples } from "../options.ts";
import { withSession } from "../session.ts";
import { type CopyOptions, printCopy, tellOf, withCopyOptions, withSlug } from "./print-copy.ts";
import { requireReadablePlace } from "./require-place.ts";

type Options = CopyOptions & { as: string; mask?: boolean };

export const cloneCommand = () =>
  withCopyOptions(
    withSlug(
      new Command("clone")
        .description("make a new tenant with what another has at this moment; that one goes on being served")
        .argument("<tenant>", "slug or id"),
    ),
    "the same; with --mask the slug",
  )
    .option(
      "--mask",
      "for other eyes: names, addresses and what people wrote are made up, the same each time; no member comes along",
    )
    .addHelpText(
      "after",
      examples(
        "tenantry archive clone acme --as acme-try-out",
        "tenantry archive clone acme --as acme-for-support --mask",
      ),
    )
    .action((name: string, options: Options, command: Command) =>
      withSession(command, async ({ tier, actor, json }) => {
        const { as: slug, placement: kind, mask: isMasked = false, ...place } = options;
        const tenant = await findTenant(tier, name);
        requireReadablePlace(tenant);
        await requireClusters(tier, place.cluster ? [place.cluster] : undefined);
        // Before anything is taken along: whoever does is in the log.
        const detail = { isMasked };
        await tier.controlDb.write((tx) =>
          recordAudit(tx, { actor, action: "archive.clone", tenantId: tenant.id, detail }),
        );
        const wanted = { slug, kind, ...place, isMasked, actor, onTable: tellOf(json) };
        printCopy(command, await cloneTenant(tier, tenant, wanted));
      }),
    );
