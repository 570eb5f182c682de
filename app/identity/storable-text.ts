/**
 * Pure: a provider's text as PostgreSQL takes it. It has neither NUL nor half a surrogate pair, in JSON or
 * elsewhere.
 */
export const storableText = (text: string): string => text.replaceAll("\0", "").toWellFormed();
