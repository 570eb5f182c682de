/** Pure: where the words of a search are in a text, as the database finds them: each begins a word. */

/** As many as the database looks for, which takes the same signs for ends of words. */
const MAX_WORDS = 10;
/** Characters of an excerpt before the first word that was found, and in all. */
const BEFORE = 30;
const EXCERPT_LENGTH = 140;

function patternOf(search: string): RegExp | undefined {
  const words = search
    .split(/[\s/@.:_+-]+/u)
    .filter(Boolean)
    .slice(0, MAX_WORDS);
  if (words.length === 0) return undefined;
  const escaped = words.map((word) => word.replaceAll(/[\\^$.*+?()[\]{}|/]/g, "\\$&"));
  // The longest first: of two that begin alike the whole is marked.
  escaped.sort((a, b) => b.length - a.length);
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${escaped.join("|")})`, "giu");
}

/** `at`: where it begins in the text. */
type Part = { part: string; isFound: boolean; at: number };

/** The text in order, cut where something was found begins and ends. */
export function partsOf(text: string, search: string): Part[] {
  const pattern = patternOf(search);
  if (!pattern) return [{ part: text, isFound: false, at: 0 }];
  const parts: Part[] = [];
  let at = 0;
  for (const { 0: part, index } of text.matchAll(pattern)) {
    if (index > at) parts.push({ part: text.slice(at, index), isFound: false, at });
    parts.push({ part, isFound: true, at: index });
    at = index + part.length;
  }
  if (at < text.length) parts.push({ part: text.slice(at), isFound: false, at });
  return parts;
}

/** One line around the first word that is found; undefined where none is. */
export function excerptOf(text: string, search: string): string | undefined {
  const line = text.replaceAll(/\s+/gu, " ").trim();
  const index = patternOf(search)?.exec(line)?.index;
  if (index === undefined) return undefined;
  const start = index <= BEFORE ? 0 : line.indexOf(" ", index - BEFORE) + 1;
  // Not in the middle of one character that takes two units.
  const cut = line.slice(Math.min(start, index), start + EXCERPT_LENGTH).replace(/[\uD800-\uDBFF]$/, "");
  return `${start > 0 ? "… " : ""}${cut}${start + EXCERPT_LENGTH < line.length ? " …" : ""}`;
}
