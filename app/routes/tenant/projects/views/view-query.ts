/** Pure: what of a list's address is saved as a view. */
import { listPath } from "#app/validation/list-path.ts";
import { type ProjectSearch, readProjectSearch } from "../project-search.ts";

/** Search, filters and order, and neither a page nor what makes no sense; in one spelling, to be compared. */
export const queryOf = (search: ProjectSearch): string =>
  listPath("", {
    q: search.q,
    status: search.status,
    category: search.category,
    owner: search.owner,
    visibility: search.visibility,
    view: search.view,
    sort: search.sort,
  }).slice(1);

export const readQuery = (query: string): string => queryOf(readProjectSearch(new URLSearchParams(query)));
