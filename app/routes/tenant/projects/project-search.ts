import { z } from "zod";
import { cursor, oneOf, readerOf, words } from "#app/validation/search.ts";
import { OWN, PROJECT_SORTS, VISIBILITIES } from "./project-choices.ts";
import { projectStatuses } from "./project-statuses.ts";

const MAX_ID_LENGTH = 200;

const projects = z.object({
  q: words,
  status: oneOf(projectStatuses),
  category: z.uuid().toLowerCase().optional().catch(undefined),
  owner: z.string().max(MAX_ID_LENGTH).optional().catch(undefined),
  visibility: oneOf(VISIBILITIES),
  view: oneOf(["archived"]),
  /** Everything, also for who begins with a view. */
  all: oneOf(["yes"]),
  sort: oneOf(PROJECT_SORTS),
  /** Opened to be changed where it stands. */
  row: z.uuid().toLowerCase().optional().catch(undefined),
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
