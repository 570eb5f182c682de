/** Whether archives are taken by themselves, and for whom the last good one is too old. */
import { listArchiveStandings } from "../control/archive-standing.ts";
import type { DataTier } from "../data-tier.ts";
import { type Finding, failed, ok, weak } from "./verdict.ts";

const CHECK = "archives";
const NAMED = 3;

/** `isKept`: ARCHIVE_STORE says where. */
export async function checkArchives(tier: DataTier, isKept: boolean): Promise<Finding> {
  if (!isKept) return weak(CHECK, "ARCHIVE_STORE is not set: no archives are taken by themselves");
  const standings = await tier.controlDb.read((tx) => listArchiveStandings(tx));
  const overdue = standings.filter(({ isOverdue }) => isOverdue);
  if (overdue.length === 0)
    return ok(CHECK, "the last good archive of every tenant is as young as its plan promises");
  const names = overdue.slice(0, NAMED).map(({ slug }) => slug);
  const more = overdue.length > NAMED ? " and others" : "";
  return failed(
    CHECK,
    `${overdue.length} overdue: ${names.join(", ")}${more}. \`tenantry archive status --overdue\` says why.`,
  );
}
