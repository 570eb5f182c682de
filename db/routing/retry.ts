/** Running a transaction again, where the first run certainly wrote nothing. */
import { setTimeout as sleep } from "node:timers/promises";
import { DatabaseUnavailable, OutcomeUnknown, RoleRefused } from "../errors.ts";
import { sqlState } from "./sql-errors.ts";

const RETRY_LIMITS = { attempts: 3, baseDelayMs: 10 };

const RETRYABLE_STATES = new Set([
  "40001", // serialization_failure
  "40P01", // deadlock_detected
]);

/**
 * A serialization failure, a deadlock, a role refused by a backend that may be behind, or a connection that
 * was lost before COMMIT was sent.
 */
function isRetryable(error: unknown): boolean {
  if (error instanceof OutcomeUnknown) return false;
  const state = sqlState(error);
  if (state && RETRYABLE_STATES.has(state)) return true;
  if (error instanceof RoleRefused) return true;
  return error instanceof DatabaseUnavailable && error.wasConnected;
}

/** Runs `work` until it succeeds, fails for good, or the attempts are used up. */
export async function withRetry<T>(work: () => Promise<T>, limits = RETRY_LIMITS): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (attempt >= limits.attempts || !isRetryable(error)) throw error;
      // Jitter: two that collided do not collide again.
      await sleep(limits.baseDelayMs * 2 ** attempt * (0.5 + Math.random()));
    }
  }
}
