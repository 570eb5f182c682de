/** What the clock does with archives: takes those that are due, and removes those whose time is over. */
import { listDueForArchive } from "../control/archive-standing.ts";
import { listExpiredArchives, markArchiveRemoved } from "../control/archives.ts";
import type { DataTier } from "../data-tier.ts";
import type { Keeping } from "./keeping.ts";
import { messageOf, removeFile, settleAllUnfinished, type Taken, takeArchive } from "./take-archive.ts";

const SCHEDULE_LIMITS = {
  /** Archives that one run takes; the next run takes the next. */
  perRun: 100,
  /** Of those, at one time. */
  atOnce: 2,
  /** Files that one run removes. */
  removedPerRun: 500,
};

type TakeOptions = {
  signal?: AbortSignal | undefined;
  onOutcome?: (outcome: { tenantId: string; taken: Taken }) => void;
  limits?: Pick<typeof SCHEDULE_LIMITS, "perRun" | "atOnce">;
};

/** One that fails is told, and the others have their turn. Ends early where it is told to stop. */
export async function takeDueArchives(
  tier: DataTier,
  keeping: Keeping,
  { signal, onOutcome, limits = SCHEDULE_LIMITS }: TakeOptions = {},
): Promise<void> {
  const due = await tier.controlDb.read((tx) => listDueForArchive(tx, limits.perRun));
  const turns = due.values();
  const one = async () => {
    for (const tenantId of turns) {
      if (signal?.aborted) return;
      const taken = await takeArchive(tier, tenantId, keeping, signal).catch(
        (error: unknown): Taken => ({ state: "failed", error: messageOf(error) }),
      );
      onOutcome?.({ tenantId, taken });
    }
  };
  await Promise.all(Array.from({ length: limits.atOnce }, one));
}

export type Removal = { tenantId: string; address: string; error?: string };

/** What a process that ended left is taken away as well. */
export async function pruneArchives(
  tier: DataTier,
  { signal, onRemoval }: { signal?: AbortSignal | undefined; onRemoval?: (removal: Removal) => void } = {},
): Promise<void> {
  await settleAllUnfinished(tier);
  const { removedPerRun } = SCHEDULE_LIMITS;
  for (const archive of await tier.controlDb.read((tx) => listExpiredArchives(tx, removedPerRun))) {
    if (signal?.aborted) return;
    const { id, tenantId, address } = archive;
    try {
      await removeFile(archive);
      await tier.controlDb.write((tx) => markArchiveRemoved(tx, id));
      onRemoval?.({ tenantId, address });
    } catch (error) {
      onRemoval?.({ tenantId, address, error: messageOf(error) });
    }
  }
}
