/** Many questions, few runs: what is asked while one run is under way goes into the next, together. */

export const MAX_BATCH = 200;

/** `answer` gets up to `MAX_BATCH` questions and answers them in their order. One run at a time. */
export function batched<Q, A>(answer: (questions: Q[]) => Promise<A[]>): (question: Q) => Promise<A> {
  type Asked = { question: Q; resolve(value: A): void; reject(error: unknown): void };
  const waiting: Asked[] = [];
  let isRunning = false;

  const run = async () => {
    while (waiting.length > 0) {
      const batch = waiting.splice(0, MAX_BATCH);
      try {
        const answers = await answer(batch.map(({ question }) => question));
        for (const [at, { resolve }] of batch.entries()) resolve(answers[at] as A);
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    isRunning = false;
  };
  return (question) =>
    new Promise((resolve, reject) => {
      waiting.push({ question, resolve, reject });
      if (isRunning) return;
      isRunning = true;
      // Not at once: what is asked in this turn of the event loop shares the first run.
      queueMicrotask(() => void run());
    });
}
