/** `tenantry audit`: who did what, the latest first. */
import { Command } from "commander";
import { type AuditEntry, listAudit, wholeDays } from "../control/audit-log.ts";
import type { DataTier } from "../data-tier.ts";
import { UUID } from "../paging.ts";
import { collect, limitOption } from "./collect.ts";
import { findTenant } from "./find.ts";
import { day, examples } from "./options.ts";
import { print, table } from "./output.ts";
import { withSession } from "./session.ts";
import { date } from "./text.ts";

type Options = {
  tenant?: string;
  actor?: string;
  action?: string;
  from?: string;
  to?: string;
  limit: number;
};

export const auditCommand = () =>
  new Command("audit")
    .description("the audit log: what staff, the command line and the system did, the latest first")
    .option("--tenant <name>", "only of this tenant, by slug or id, also where it is purged")
    .option("--actor <id>", "only by this person: a user id, or name@host")
    .option("--action <action>", "only this, such as tenant.suspend")
    .option("--from <day>", "from this day on, as 2026-11-25 (UTC)", day)
    .option("--to <day>", "until the end of this day", day)
    .option(...limitOption)
    .addHelpText(
      "after",
      examples(
        "tenantry audit --tenant acme",
        "tenantry audit --action migration.up --from 2026-11-01 --json",
      ),
    )
    .action(({ limit, tenant, actor, action, from, to }: Options, command: Command) =>
      withSession(command, async ({ tier }) => {
        const tenantId = tenant && (await idOf(tier, tenant));
        const filter = { tenantId, actorId: actor, action, ...wholeDays({ from, to }) };
        const entries = await collect(limit, (page) =>
          tier.controlDb.read((tx) => listAudit(tx, { ...filter, ...page })),
        );
        print(command, entries, () => table(entries.map(toRow)));
      }),
    );

/** What was done outlives the tenant that it was done to. */
const idOf = async (tier: DataTier, name: string): Promise<string> =>
  UUID.test(name.toLowerCase()) ? name.toLowerCase() : (await findTenant(tier, name)).id;

const toRow = ({
  at,
  action,
  tenantSlug,
  tenantId,
  actorKind,
  actorId,
  actorEmail,
  ip,
  detail,
}: AuditEntry) => ({
  at: date(at),
  action,
  who: [actorKind ?? "member", actorEmail ?? actorId].filter(Boolean).join(" "),
  tenant: tenantSlug ?? tenantId,
  ip,
  detail: asText(detail),
});

const asText = (detail: AuditEntry["detail"]): string =>
  Object.entries(detail)
    .map(([key, value]) => `${key}: ${typeof value === "string" ? value : JSON.stringify(value)}`)
    .join(", ");
