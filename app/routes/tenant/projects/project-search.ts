import { z } from "zod";
import { cursor, oneOf, readerOf, words } from "#app/validation/search.ts";
import { projectStatuses } from "./project-statuses.ts";

const MAX_ID_LENGTH = 200;

export const VISIBILITIES = ["public", "private"] as const;
/** The default, newest first, has no word. */
export const PROJECT_SORTS = ["updated", "name", "oldest"] as const;
/** Whose: one's own, in any address that is sent to a colleague. */
export const OWN = "me";

const projects = z.object({
  q: words,
  status: oneOf(projectStatuses),
  category: z.uuid().toLowerCase().optional().catch(undefined),
  owner: z.string().max(MAX_ID_LENGTH).optional().catch(undefined),
  visibility: oneOf(VISIBILITIES),
  view: oneOf(["archived"]),
  sort: oneOf(PROJECT_SORTS),
  cursor,
});

export type ProjectSearch = z.infer<typeof projects>;
export const readProjectSearch = readerOf(projects);

/** What it asks the data tier for. */
export const filterOf = (
  { q, status, category, owner, visibility, view }: ProjectSearch,
  member: { id: string },
) => ({
  search: q,
  status,
  categoryId: category,
  ownerId: owner === OWN ? member.id : owner,
  isPublic: visibility && visibility === "public",
  isArchived: view === "archived",
});
