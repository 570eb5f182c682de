/**
 * Pure: formatters of numbers and times, made once for each language and form: to make one costs more than to
 * use it a hundred times.
 */

/** A zone may be written in many ways, and anybody may choose one. @internal */
export const MAX_FORMATTERS = 500;

const made = new Map<string, unknown>();

/**
 * The formatter that was made of the same before, or a new one. When there are too many all are forgotten.
 */
function once<T>(kind: string, language: string, options: object, make: () => T): T {
  const key = `${kind} ${language} ${JSON.stringify(options)}`;
  const known = made.get(key) as T | undefined;
  if (known) return known;
  if (made.size >= MAX_FORMATTERS) made.clear();
  const fresh = make();
  made.set(key, fresh);
  return fresh;
}

export const numberFormat = (language: string, options: Intl.NumberFormatOptions = {}): Intl.NumberFormat =>
  once("number", language, options, () => new Intl.NumberFormat(language, options));

export const dateFormat = (language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
  once("date", language, options, () => new Intl.DateTimeFormat(language, options));

export const relativeFormat = (language: string): Intl.RelativeTimeFormat =>
  once("relative", language, {}, () => new Intl.RelativeTimeFormat(language, { numeric: "auto" }));

/** How many are kept now. @internal */
export const countFormatters = (): number => made.size;
