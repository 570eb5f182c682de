import { Command } from "commander";
import type { JournalEntry } from "../../control/journal.ts";
import { getOpenMove } from "../../control/moves.ts";
import { getLastReplacement, type Replacement } from "../../control/replacements.ts";
import { getTenantDetail, type TenantDetail } from "../../control/tenant-detail.ts";
import { TenantUnknown } from "../../errors.ts";
import { getTenantSize, type TenantSize } from "../../lifecycle/tenant-size.ts";
import { type MoveSummary, summaryOf } from "../../move/summary.ts";
import { findTenant } from "../find.ts";
import { examples } from "../options.ts";
import { print, table } from "../output.ts";
import { withSession } from "../session.ts";
import { bytes, date, facts, oneLine } from "../text.ts";

export const showCommand = () =>
  new Command("show")
    .description("show one tenant: where it lives, how it fares, what was done to it")
    .argument("<tenant>", "slug or id")
    .addHelpText("after", examples("tenantry tenants show acme", "tenantry tenants show acme --json"))
    .action((name: string, _options: object, command: Command) =>
      withSession(command, async ({ tier }) => {
        const { id } = await findTenant(tier, name);
        const [[detail, open, last], size] = await Promise.all([
          tier.controlDb.read((tx) =>
            Promise.all([getTenantDetail(tx, id), getOpenMove(tx, id), getLastReplacement(tx, id)]),
          ),
          getTenantSize(tier, id),
        ]);
        if (!detail) throw new TenantUnknown(name);
        const move = open ? summaryOf(open) : null;
        const restored = last ? restoredOf(last) : null;
        const told = { ...detail, move, restored, size: size === "none" ? null : (size ?? null) };
        print(command, told, () => asText(detail, size, { move, restored }));
      }),
    );

type Size = TenantSize | "none" | undefined;

type Under = { move: MoveSummary | null; restored: Restored | null };

const asText = (tenant: TenantDetail, size: Size, { move, restored }: Under): string =>
  [
    facts([
      ["slug", tenant.slug],
      ["name", tenant.name],
      ["id", tenant.id],
      ["status", tenant.status],
      ["plan", tenant.plan],
      ["organization", tenant.organizationId],
      ["place", `${tenant.placement.kind} ${tenant.placement.schema}`],
      ["cluster", `${tenant.cluster}, database ${tenant.placement.database}`],
      ["move", move ? moveText(move) : undefined],
      ["restore", restored ? restoredText(restored) : undefined],
      ["tables", `${tenant.schemaVersion ?? "none"}${tenant.isBehind ? " (behind)" : ""}`],
      ["size", sizeText(size)],
      ["members", tenant.membersCount],
      ["sessions", tenant.sessionsCount],
      ["domains", tenant.domains.map(({ hostname }) => hostname).join(", ") || undefined],
      [
        "former slugs",
        tenant.freedSlugs.map(({ slug, until }) => `${slug} until ${date(until)}`).join(", ") || undefined,
      ],
      ["created", date(tenant.createdAt)],
      ["read-only", tenant.readOnlySince ? readOnlyText(tenant) : undefined],
      [
        "deleted",
        tenant.deletedAt ? `${date(tenant.deletedAt)}, purged after ${date(tenant.purgeAfter)}` : undefined,
      ],
    ]),
    "",
    table(tenant.journal.map(toRow)),
  ].join("\n");

const moveText = (move: MoveSummary): string => {
  const { phase, to, reapAfter, progress, error, pauseMs, expectedPauseMs } = move;
  return [
    `${phase}, to a ${to.kind} on ${to.cluster}`,
    progress && `${progress.copied} of ${progress.tables} tables, ${bytes(progress.lagBytes)} behind`,
    pauseMs === null && expectedPauseMs !== null && `writes will wait about ${expectedPauseMs} ms`,
    reapAfter && `way back until ${date(reapAfter)}`,
    oneLine(error),
  ]
    .filter(Boolean)
    .join("; ");
};

const restoredOf = ({ phase, takenAt, replacedAt, error }: Replacement) => ({
  ...{ phase, takenAt, replacedAt, error },
});
type Restored = ReturnType<typeof restoredOf>;

const restoredText = ({ phase, takenAt, error }: Restored): string =>
  [
    `${phase}, rows as of ${date(takenAt)}`,
    phase === "kept" && "the former ones wait for `archive confirm` or `archive undo`",
    oneLine(error),
  ]
    .filter(Boolean)
    .join("; ");

const readOnlyText = ({ readOnlySince, readOnlyUntil }: TenantDetail): string =>
  `since ${date(readOnlySince)}${readOnlyUntil ? `, expected until ${date(readOnlyUntil)}` : ""}`;

function sizeText(size: Size): string {
  if (size === "none") return "none: it has no place";
  return size ? `${bytes(size.bytes)} in ${size.tables} tables` : "unknown: its cluster does not answer";
}

const toRow = ({ kind, step, state, attempts, startedAt, error }: JournalEntry) => ({
  work: kind,
  step,
  state,
  tries: attempts,
  started: date(startedAt),
  error: oneLine(error),
});
