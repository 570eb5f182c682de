import { FolderKanban } from "lucide-react";
import { EmptyState } from "#app/components/ui/empty-state.tsx";
import { IgnoredFilters } from "#app/components/ui/ignored-filters.tsx";
import { NoResults } from "#app/components/ui/no-results.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { Pagination } from "#app/components/ui/pagination.tsx";
import { memberContext, tenantContext, tenantDbContext } from "#app/context.ts";
import { countProjects, listProjects } from "#app/db.server.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { can, projectReach } from "#app/permissions.ts";
import { ignoredFilters } from "#app/validation/ignored-filters.ts";
import { isFiltered, pagePaths } from "#app/validation/list-path.ts";
import type { Route } from "./+types/projects.ts";
import { ProjectFilters } from "./project-filters.tsx";
import { readProjectSearch } from "./project-search.ts";
import { NewProject } from "./project-summary.tsx";
import { ProjectTable } from "./project-table.tsx";

const PATH = "/projects";
const PROJECTS_A_PAGE = 20;

export async function loader({ context, url }: Route.LoaderArgs) {
  const member = context.get(memberContext);
  const reach = projectReach(member, "view");
  const search = readProjectSearch(url.searchParams);
  const { q, status, cursor } = search;
  const [page, count] = await context
    .get(tenantDbContext)
    .read((tx) =>
      Promise.all([
        listProjects(tx, reach, { search: q, status, cursor, limit: PROJECTS_A_PAGE }),
        countProjects(tx, reach, { search: q, status }),
      ]),
    );
  return {
    projects: page.items,
    count,
    search,
    ignored: ignoredFilters(url.searchParams, search),
    ...pagePaths(PATH, search, page),
    workspaceName: context.get(tenantContext).name,
    canCreate: can(member, "projects:create"),
  };
}

export default function Projects({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { projects, count, search, ignored, next, previous, workspaceName, canCreate } = loaderData;
  const filtered = isFiltered(search);
  return (
    <Page
      title={t("projects.title")}
      lead={t("projects.lead", { workspace: workspaceName })}
      action={canCreate && <NewProject />}
    >
      <IgnoredFilters names={ignored} />
      {(count > 0 || filtered) && <ProjectFilters search={search} count={count} />}
      {projects.length > 0 && <ProjectTable projects={projects} />}
      {projects.length === 0 && filtered && (
        <NoResults clearTo={PATH} title={t("projects.noResultsTitle")} hint={t("projects.noResults")} />
      )}
      {projects.length === 0 && !filtered && (
        <EmptyState icon={FolderKanban} title={t("projects.emptyTitle")}>
          {t(canCreate ? "projects.emptyCanCreate" : "projects.emptyCannotCreate")}
        </EmptyState>
      )}
      <Pagination next={next} previous={previous} />
    </Page>
  );
}
