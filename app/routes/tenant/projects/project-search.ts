/** The projects list's address: every part of it may be anything, and what makes no sense is left out. */
import { z } from "zod";
import { withoutControls } from "#app/validation/text.ts";
import { projectId, projectStatuses } from "./project-form-rules.ts";

const MAX_SEARCH_LENGTH = 200;

const shape = z.object({
  search: z
    .string()
    .transform((text) => withoutControls(text).trim().slice(0, MAX_SEARCH_LENGTH) || undefined)
    .catch(undefined),
  status: z.enum(projectStatuses).optional().catch(undefined),
  before: projectId.optional().catch(undefined),
  after: projectId.optional().catch(undefined),
});

export type ProjectSearch = z.infer<typeof shape>;

export function readProjectSearch(params: URLSearchParams): ProjectSearch {
  return shape.parse({
    search: params.get("q") ?? undefined,
    status: params.get("status") ?? undefined,
    before: params.get("before") ?? undefined,
    after: params.get("after") ?? undefined,
  });
}

/** The address of a neighbouring page under the same search. */
export function projectSearchPath(
  { search, status }: ProjectSearch,
  cursor: { before?: string; after?: string },
): string {
  const given = Object.entries({ q: search, status, ...cursor }).filter((entry) => entry[1] !== undefined);
  return `/projects?${new URLSearchParams(given as [string, string][])}`;
}
