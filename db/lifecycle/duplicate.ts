import { sqlState } from "../routing/sql-errors.ts";

/** duplicate_object, duplicate_schema, duplicate_database, and the same met in a catalog's index by two at once. */
const DUPLICATE = new Set(["42710", "42P06", "42P04", "23505"]);

/** Somebody made it before us. */
export const isDuplicate = (error: unknown): boolean => DUPLICATE.has(sqlState(error) ?? "");
