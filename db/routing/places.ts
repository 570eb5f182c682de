/** Places under a cap: each is taken once, and handed on to whoever waits or given back once. */
import { FairQueue, type QueueLimits } from "./fair-queue.ts";

export type Places = {
  /** False where all are taken. */
  tryTake(): boolean;
  /** Answers when one was handed on. Throws ConnectionLimitReached, as a queue does. */
  wait(line: string): Promise<void>;
  giveBack(): void;
  isWaitedFor(): boolean;
  refuseAll(error: Error): void;
};

export function openPlaces(count: number, limits: QueueLimits): Places {
  let taken = 0;
  const queue = new FairQueue<void>(limits);
  return {
    tryTake: () => {
      if (taken >= count) return false;
      taken++;
      return true;
    },
    wait: async (line) => {
      await queue.wait(line);
      queue.finished(line);
    },
    giveBack: () => {
      const next = queue.next(() => true);
      if (next) next();
      else taken--;
    },
    isWaitedFor: () => queue.waiting > 0,
    refuseAll: (error) => queue.refuseAll(error),
  };
}
