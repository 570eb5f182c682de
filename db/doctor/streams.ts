/** What moves have left behind: a slot that nobody reads keeps the write-ahead log until the disk is full. */
import type { DataTier } from "../data-tier.ts";
import { findOrphans } from "../move/orphans.ts";
import { type Finding, failed, ok } from "./verdict.ts";

const CHECK = "streams";
const NAMED = 3;

export async function checkStreams(tier: DataTier, adminUrl: string): Promise<Finding[]> {
  const orphans = await findOrphans(tier, adminUrl);
  if (orphans.length === 0) return [ok(CHECK, "every slot and subscription of a move is of an open one")];
  const names = orphans.slice(0, NAMED).map(({ kind, name }) => `${kind} ${name}`);
  return [
    failed(
      CHECK,
      `${orphans.length} are of no open move: ${names.join(", ")}. A running worker removes them within minutes.`,
    ),
  ];
}
