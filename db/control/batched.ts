/** Many questions, few runs: what is asked while runs are under way goes into the next, together. */

export const MAX_BATCH = 200;

export type BatchLimits = { maxBatch: number; runsAtOnce: number };

/** `answer` gets up to `maxBatch` questions and answers them in their order. */
export function batched<Q, A>(
  answer: (questions: Q[]) => Promise<A[]>,
  { maxBatch, runsAtOnce }: BatchLimits = { maxBatch: MAX_BATCH, runsAtOnce: 1 },
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
      waiting.push({ question, resolve, reject });
      if (running >= runsAtOnce) return;
      running++;
      // Not at once: what is asked in this turn of the event loop shares the first run.
      queueMicrotask(() => void run());
    });
}
