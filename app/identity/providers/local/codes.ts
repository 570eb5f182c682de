/**
 * Pure: the stand-in's second factor, six digits that follow from a key, a person and the time. Nothing is
 * stored of them.
 */
import { createHmac } from "node:crypto";

/** A code is good until the end of the window after its own. */
const WINDOW_MS = 10 * 60_000;
const DIGITS = 6;

const windowOf = (atMs: number): number => Math.floor(atMs / WINDOW_MS);

function codeIn(key: string, userId: string, window: number): string {
  const number = createHmac("sha256", key).update(`code ${userId} ${window}`).digest().readUInt32BE();
  return String(number % 10 ** DIGITS).padStart(DIGITS, "0");
}

export const codeFor = (key: string, userId: string, atMs = Date.now()): string =>
  codeIn(key, userId, windowOf(atMs));

/** Whether these digits, blanks between them or not, are the person's now. */
export function isCodeOf(key: string, userId: string, typed: string, atMs = Date.now()): boolean {
  const digits = typed.replace(/\s/g, "");
  return [0, 1].some((ago) => digits === codeIn(key, userId, windowOf(atMs) - ago));
}
