/** Pure: a name inside a sentence turns nothing around it, whatever direction it is written in. */

const FIRST_STRONG_ISOLATE = "\u2068";
const POP_ISOLATE = "\u2069";
/** What is written from right to left, and marks that turn a line: left to right nothing else changes. */
const TURNS =
  /[\u0590-\u08FF\u200F\u202A-\u202E\u2066-\u2069\uFB1D-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u;
const ISOLATES = /[\u2066-\u2069]/g;

/** As it is where it could turn nothing; else between the marks of a direction of its own. */
export const isolate = (name: string): string =>
  TURNS.test(name) ? `${FIRST_STRONG_ISOLATE}${closed(name)}${POP_ISOLATE}` : name;

/** A name that was copied out of a sentence, without the marks that it had there. */
export const bare = (text: string): string =>
  text.startsWith(FIRST_STRONG_ISOLATE) && text.endsWith(POP_ISOLATE) ? text.slice(1, -1) : text;

/** Without the isolates that it brings, where they do not close each other: none ends or outlives ours. */
const closed = (name: string): string => (isBalanced(name) ? name : name.replace(ISOLATES, ""));

function isBalanced(name: string): boolean {
  let depth = 0;
  for (const mark of name.match(ISOLATES) ?? []) {
    depth += mark === POP_ISOLATE ? -1 : 1;
    if (depth < 0) return false;
  }
  return depth === 0;
}
