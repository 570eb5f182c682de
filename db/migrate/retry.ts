/** Which failures pass by themselves, and how long to wait for that. */
import { setTimeout as sleep } from "node:timers/promises";
import { sqlState } from "../routing/sql-errors.ts";

/** Tries of one piece of work, the first one included. */
export const MAX_ATTEMPTS = 5;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;

/** lock_not_available, deadlock_detected, serialization_failure, object_in_use. */
const PASSING = new Set(["55P03", "40P01", "40001", "55006"]);

/**
 * True for what another transaction caused. A statement that itself takes too long (57014) is not tried
 * again.
 */
export const shouldRetry = (error: unknown): boolean => PASSING.has(sqlState(error) ?? "");

/** Waits longer after each attempt, and not in step with others. */
export async function pauseBeforeRetry(attempt: number): Promise<void> {
  const longest = Math.min(FIRST_PAUSE_MS * 2 ** attempt, LONGEST_PAUSE_MS);
  await sleep(longest / 2 + (Math.random() * longest) / 2);
}
