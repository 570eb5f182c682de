/**
 * Pure: which filters of an address make no sense, so that a page says so instead of showing something else
 * in silence.
 */

/** Names that a list's address may have; whatever else stands there is not ours to speak of. */
const FILTERS: ReadonlySet<string> = new Set([
  ...["q", "status", "placement", "cluster", "plan", "behind", "ownerless", "overdue"],
  ...["role", "type", "state"],
  ...["category", "owner", "visibility", "view"],
  ...["tenant", "actor", "action", "project", "group", "from", "to", "sort", "dir"],
]);

/** The filters that were given and are not in what was read of them. */
export function ignoredFilters(params: URLSearchParams, read: Record<string, unknown>): string[] {
  const given = [...params].filter(([name, value]) => FILTERS.has(name) && value.trim() !== "");
  return [...new Set(given.map(([name]) => name))].filter((name) => read[name] === undefined);
}
