/** Many questions, few runs: what is asked while runs are under way goes into the next, together. */

import { ConnectionLimitReached } from "../errors.ts";

export const MAX_BATCH = 200;
const MAX_WAITING = 20_000;

export type BatchLimits = { maxBatch: number; runsAtOnce: number; maxWaiting?: number };

/**
 * `answer` gets up to `maxBatch` questions and answers them in their order. A question is refused with
 * ConnectionLimitReached where too many wait.
 */
export function batched<Q, A>(
  answer: (questions: Q[]) => Promise<A[]>,
  { maxBatch, runsAtOnce, maxWaiting = MAX_WAITING }: BatchLimits = { maxBatch: MAX_BATCH, runsAtOnce: 1 },
): (question: Q) => Promise<A> {
  type Asked = { question: Q; resolve(value: A): void; reject(error: unknown): void };
  const waiting: Asked[] = [];
  let running = 0;

  const run = async () => {
    while (waiting.length > 0) {
      const batch = waiting.splice(0, maxBatch);
      try {
        const answers = await answer(batch.map(({ question }) => question));
        for (const [at, { resolve }] of batch.entries()) resolve(answers[at] as A);
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    running--;
  };
  return (question) =>
    new Promise((resolve, reject) => {
      if (waiting.length >= maxWaiting) {
        return reject(new ConnectionLimitReached("Too many questions wait for the database."));
      }
      waiting.push({ question, resolve, reject });
      if (running >= runsAtOnce) return;
      running++;
      // Not at once: what is asked in this turn of the event loop shares the first run.
      queueMicrotask(() => void run());
    });
}
