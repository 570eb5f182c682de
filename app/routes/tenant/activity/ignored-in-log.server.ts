import { isCursorOfIds } from "#app/db.server.ts";
import { ignoredFilters } from "#app/validation/ignored-filters.ts";

/** What of a log's address makes no sense: its filters, and a cursor that no page gave out. */
export function ignoredInLog(params: URLSearchParams, search: Record<string, string | undefined>): string[] {
  const given = params.get("cursor");
  const isForeign = given && !(search.cursor && isCursorOfIds(search.cursor));
  return [...ignoredFilters(params, search), ...(isForeign ? ["cursor"] : [])];
}
