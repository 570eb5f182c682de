/**
 * Keyset paging: a page begins after a row, so that it is as fast at the end as at the start and nothing is
 * seen twice.
 */
import { type SQL, sql } from "drizzle-orm";

export type Page<T> = { items: T[]; nextCursor: string | null; previousCursor: string | null };
/** The keys of the row that a page begins after, or with `back` ends before. */
type Cursor = { back: boolean; key: string[] };

export type PageRequest = { cursor?: string | undefined; limit?: number | undefined };

const DEFAULT_PAGE_SIZE = 25;
export const MAX_PAGE_SIZE = 100;

export const pageSize = (limit: number | undefined): number =>
  Math.min(Math.max(Math.trunc(limit ?? DEFAULT_PAGE_SIZE) || DEFAULT_PAGE_SIZE, 1), MAX_PAGE_SIZE);

export const encodeCursor = ({ back, key }: Cursor): string =>
  Buffer.from(JSON.stringify([back ? 1 : 0, ...key])).toString("base64url");

/** Undefined for what is no cursor with keys that match `forms`: the first page, then. */
export function decodeCursor(text: string | undefined, forms: KeyForm[]): Cursor | undefined {
  if (!text) return undefined;
  try {
    const parsed: unknown = JSON.parse(Buffer.from(text, "base64url").toString("utf8"));
    if (!Array.isArray(parsed) || parsed.length !== forms.length + 1) return undefined;
    const [back, ...key] = parsed as unknown[];
    const isSound = key.every((value, at) => typeof value === "string" && forms[at]?.test(value));
    return isSound ? { back: back === 1, key: key as string[] } : undefined;
  } catch {
    return undefined;
  }
}

export type Column = { expression: SQL; type: "text" | "bigint" | "uuid" | "timestamptz" | "integer" };

/** `WHERE` and `ORDER BY` of a page; fetch one row more than its size. */
export function keyset(columns: Column[], direction: "asc" | "desc", cursor: Cursor | undefined) {
  const forward = (direction === "asc") !== (cursor?.back ?? false);
  const order = columns.map(({ expression }) => (forward ? sql`${expression} asc` : sql`${expression} desc`));
  const left = sql.join(
    columns.map(({ expression }) => expression),
    sql`, `,
  );
  const right = sql.join(
    columns.map(({ type }, at) => sql`${cursor?.key[at] ?? null}::${sql.raw(type)}`),
    sql`, `,
  );
  const where = cursor && sql`(${left}) ${sql.raw(forward ? ">" : "<")} (${right})`;
  return { where, orderBy: sql.join(order, sql`, `) };
}

/** From the rows that were fetched, one more than fit, to a page in reading order. */
export function toPage<T>(
  rows: T[],
  size: number,
  cursor: Cursor | undefined,
  keyOf: (row: T) => string[],
): Page<T> {
  const hasMore = rows.length > size;
  const items = rows.slice(0, size);
  if (cursor?.back) items.reverse();
  const first = items[0];
  const last = items.at(-1);
  const hasNext = cursor?.back ? true : hasMore;
  const hasPrevious = cursor?.back ? hasMore : cursor !== undefined;
  return {
    items,
    nextCursor: hasNext && last ? encodeCursor({ back: false, key: keyOf(last) }) : null,
    previousCursor: hasPrevious && first ? encodeCursor({ back: true, key: keyOf(first) }) : null,
  };
}

/** A row without the text of its key, which only the cursor needs. */
export function withoutKey<T extends { key: string }>(row: T): Omit<T, "key"> {
  const { key: _, ...rest } = row;
  return rest;
}

/** What a key in a cursor must be for PostgreSQL to take it: anybody may write a cursor. */
export type KeyForm = { test(text: string): boolean };

/** Any text that can be stored. */
export const ANY: KeyForm = { test: (text) => !text.includes("\0") && text.isWellFormed() };
export const DIGITS = /^\d{1,18}$/;
/** Whether a page of a list in the order of such ids begins there. */
export const isCursorOfIds = (text: string): boolean => decodeCursor(text, [DIGITS]) !== undefined;
export const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const TIMESTAMP_TEXT = /^(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)(?:\.\d{1,6})?[+-](\d\d)(?::([0-5]\d))?$/;

/** As PostgreSQL prints it: `2026-11-21 23:25:48.123456+00`; a moment that there is. */
export const TIMESTAMP: KeyForm = {
  test: (text) => {
    const parts = TIMESTAMP_TEXT.exec(text)?.slice(1, 8).map(Number);
    if (!parts) return false;
    const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, offset = 0] = parts;
    const date = new Date(Date.UTC(year, month - 1, day));
    const isDay = year >= 100 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
    return isDay && hour < 24 && minute < 60 && second < 60 && offset < 15;
  },
};
