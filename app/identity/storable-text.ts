/**
 * Pure: a provider's text as PostgreSQL takes it. It has neither NUL nor half a surrogate pair, in JSON or
 * elsewhere.
 */
export const storableText = (text: string): string => text.replaceAll("\0", "").toWellFormed();

/** The provider's own messages are nested a tenth as deep. */
const MESSAGE_MAX_DEPTH = 100;

/**
 * The same message in text that can be stored, keys too: it must not fail for ever over one character. Throws
 * RangeError where it is nested too deep.
 */
export function storable(value: unknown, depth = 0): unknown {
  if (depth > MESSAGE_MAX_DEPTH) throw new RangeError("The message is nested too deep.");
  if (typeof value === "string") return storableText(value);
  if (Array.isArray(value)) return value.map((item) => storable(item, depth + 1));
  if (typeof value !== "object" || value === null) return value;
  const pairs = Object.entries(value).map(([key, inner]) => [storableText(key), storable(inner, depth + 1)]);
  return Object.fromEntries(pairs);
}
