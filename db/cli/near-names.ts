/** "Did you mean": names that are a slip away. Pure. */

const MAX_SUGGESTIONS = 3;

/** The nearest of `names`, at most three, none that is far off. */
export function nearNames(wanted: string, names: Iterable<string>): string[] {
  const furthest = Math.max(2, Math.floor(wanted.length / 3));
  return [...names]
    .map((name) => ({ name, away: isPart(wanted, name) ? 1 : distance(wanted, name) }))
    .filter(({ away }) => away <= furthest)
    .sort((one, other) => one.away - other.away || one.name.localeCompare(other.name))
    .slice(0, MAX_SUGGESTIONS)
    .map(({ name }) => name);
}

export const didYouMean = (near: string[]): string =>
  near.length > 0 ? ` Did you mean ${near.join(" or ")}?` : "";

const isPart = (wanted: string, name: string): boolean =>
  wanted.length > 2 && (name.startsWith(wanted) || wanted.startsWith(name));

/** Levenshtein, with one row of the table at a time. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (one[i - 1] === other[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[other.length] ?? 0;
}
