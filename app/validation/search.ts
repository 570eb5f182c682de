/** The address of a list: every part of it may be anything, and what makes no sense is left out. */
import { z } from "zod";
import { withoutControls } from "./text.ts";

const MAX_SEARCH_LENGTH = 200;
const MAX_CURSOR_LENGTH = 1_000;
/** PostgreSQL has no year 0, and nothing here is older than computers. */
const [FIRST_DAY, LAST_DAY] = ["1970-01-01", "9999-12-31"];

export const words = z
  .string()
  .transform((text) => withoutControls(text).trim().slice(0, MAX_SEARCH_LENGTH) || undefined)
  .optional();

export const oneOf = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.enum(values).optional().catch(undefined);

/** Opaque here; the data tier takes one that it did not make for none. */
export const cursor = z.string().max(MAX_CURSOR_LENGTH).optional().catch(undefined);

export const day = z.iso
  .date()
  .refine((text) => text >= FIRST_DAY && text <= LAST_DAY)
  .optional()
  .catch(undefined);

/** Reads an address by its fields; an empty field of a form is one that was not given. */
export function readerOf<T>(schema: z.ZodType<T>): (params: URLSearchParams) => T {
  return (params) => schema.parse(Object.fromEntries([...params].filter(([, value]) => value !== "")));
}
