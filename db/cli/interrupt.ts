/** Ctrl-C, and the signals like it: whoever is at work says what they mean. */
import { constants } from "node:os";

type Signal = "SIGINT" | "SIGTERM" | "SIGHUP";
const SIGNALS: Signal[] = ["SIGINT", "SIGTERM", "SIGHUP"];
/** The terminal sends it to us, and npm passes it on: only a later one means that a person is impatient. */
const SAME_SIGNAL_MS = 1_000;
const ENDED_BY_SIGNAL = 128;

type Handler = (exitCode: number) => void;
const handlers: Handler[] = [];
let firstAt: number | undefined;

/** Until what it answers is called, `handler` decides, in place of whoever did before. */
export function onInterrupt(handler: Handler): () => void {
  handlers.push(handler);
  return () => void handlers.splice(handlers.indexOf(handler), 1);
}

/**
 * The latest handler is called once, with the exit code that a shell expects. Without one, or later again:
 * the end.
 */
export function listenForInterrupts(): void {
  for (const signal of SIGNALS)
    process.on(signal, () => interrupt(ENDED_BY_SIGNAL + constants.signals[signal]));
}

function interrupt(exitCode: number): void {
  const handler = handlers.at(-1);
  if (!handler) process.exit(exitCode);
  if (firstAt !== undefined) {
    if (performance.now() - firstAt > SAME_SIGNAL_MS) process.exit(exitCode);
    return;
  }
  firstAt = performance.now();
  handler(exitCode);
}
