import { z } from "zod";
import { cursor, day, readerOf, words } from "#app/validation/search.ts";

/** What the list is filtered by, and an export with it. */
export const activityFilters = z.object({ actor: words, action: words, project: words, from: day, to: day });

export type ActivitySearch = z.infer<typeof activityFilters> & { cursor?: string | undefined };
export const readActivitySearch: (params: URLSearchParams) => ActivitySearch = readerOf(
  activityFilters.extend({ cursor }),
);
