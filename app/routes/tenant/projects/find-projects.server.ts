/** What the list of projects shows, in one trip; a second one where no project has the words. */
import type { Member } from "#app/context.ts";
import { getMember } from "#app/db.people.server.ts";
import type { TenantDb, TenantTx } from "#app/db.server.ts";
import {
  type BaseCategory,
  type CategoryLabel,
  countProjects,
  isAnyFound,
  isNarrow,
  listOwnCategories,
  listProjects,
  listSimilarProjects,
  listViews,
  MOST_COUNTED,
  type ProjectView,
} from "#app/db.tenant.server.ts";
import { personName } from "#app/i18n/person-name.ts";
import { projectReach } from "#app/permissions.ts";
import { PROJECTS_A_PAGE } from "./project-change.ts";
import { OWN } from "./project-choices.ts";
import { filterOf, type ProjectSearch } from "./project-search.ts";

type Found = {
  page: Awaited<ReturnType<typeof listProjects>>;
  count: number;
  /** Nothing has the words: these are names that are spelled alike. */
  isSimilar: boolean;
  /** Asked where nothing else is found. */
  hasArchived: boolean;
  categories: CategoryLabel[];
  /** Of whom it is filtered by, where that is another person. */
  ownerName: string | undefined;
  views: ProjectView[];
};

const NOTHING: Found["page"] = { items: [], nextCursor: null, previousCursor: null };

export async function findProjects(
  db: TenantDb,
  member: Member,
  search: ProjectSearch,
  base: BaseCategory[] = [],
): Promise<Found> {
  const reach = projectReach(member, "view");
  const { sort, cursor, owner } = search;
  const filter = filterOf(search, member);
  const request = { ...filter, sort, cursor, limit: PROJECTS_A_PAGE };
  const countAll = (tx: TenantTx) => countProjects(tx, reach, filter);
  const counted = isNarrow(filter, reach) ? await db.read(countAll) : undefined;
  const areFew = counted !== undefined && counted <= MOST_COUNTED;
  const [page, count, categories, person, views] = await db.read((tx) =>
    Promise.all([
      counted === 0 ? NOTHING : listProjects(tx, reach, { ...request, areFew }),
      counted ?? countAll(tx),
      listOwnCategories(tx, base),
      owner && owner !== OWN ? getMember(tx, owner) : undefined,
      listViews(tx, member.id),
    ]),
  );
  const found = {
    page,
    count,
    isSimilar: false,
    hasArchived: false,
    categories,
    ownerName: person && personName(person),
    views,
  };
  if (count > 0) return found;
  if (!filter.search) {
    const archived = await db.read((tx) => countProjects(tx, reach, { isArchived: true }));
    return { ...found, hasArchived: archived > 0 };
  }
  const { search: words } = filter;
  if (await db.read((tx) => isAnyFound(tx, reach, words))) return found;
  const similar = await db.read((tx) => listSimilarProjects(tx, reach, request));
  return { ...found, ...similar, isSimilar: true };
}
