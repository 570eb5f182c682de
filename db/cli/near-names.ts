/** "Did you mean": names that are a slip away. Pure. */
import { distance } from "fastest-levenshtein";

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
