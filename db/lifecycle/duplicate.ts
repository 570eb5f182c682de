import { sqlState } from "../routing/sql-errors.ts";

/**
 * duplicate_object, duplicate_schema, duplicate_database, and the same met in a catalog's index by two at
 * once.
 */
const DUPLICATE = new Set(["42710", "42P06", "42P04", "23505"]);

/** Somebody made it before us. */
export const isDuplicate = (error: unknown): boolean => DUPLICATE.has(sqlState(error) ?? "");

/** What a server says of two who change the same row of its catalog at once. */
const AT_ONCE = /tuple concurrently (updated|deleted)/;

/** Somebody makes it at this moment, or has just made it: look again. */
export const isMadeBesides = (error: unknown): boolean =>
  isDuplicate(error) || AT_ONCE.test(error instanceof Error ? error.message : "");
