import { FolderKanban, Trash2 } from "lucide-react";
import { Link, redirect } from "react-router";
import { Alert } from "#app/components/ui/alert.tsx";
import { ButtonLink } from "#app/components/ui/button.tsx";
import { EmptyState } from "#app/components/ui/empty-state.tsx";
import { IgnoredFilters } from "#app/components/ui/ignored-filters.tsx";
import { NoResults } from "#app/components/ui/no-results.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { Pagination } from "#app/components/ui/pagination.tsx";
import { memberContext, tenantContext, tenantDbContext } from "#app/context.ts";
import { MOST_COUNTED, nameCategories } from "#app/db.tenant.server.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { plainText } from "#app/markdown/markdown.server.ts";
import { can } from "#app/permissions.ts";
import { ignoredFilters } from "#app/validation/ignored-filters.ts";
import { isFiltered, listPath, pagePaths } from "#app/validation/list-path.ts";
import { readBaseCategories } from "../categories/base-categories.server.ts";
import type { Route } from "./+types/projects.ts";
import { ChangeBar } from "./change-bar.tsx";
import { findProjects } from "./find-projects.server.ts";
import { choicesInPlace } from "./in-place/choices-in-place.server.ts";
import { OpenRow } from "./in-place/open-row.tsx";
import { ImportLink, ListTools } from "./list-tools.tsx";
import { ProjectFilters } from "./project-filters.tsx";
import { readProjectSearch } from "./project-search.ts";
import { NewProject } from "./project-summary.tsx";
import { ProjectTable } from "./project-table.tsx";
import { useProjectCount } from "./use-project-count.ts";
import { beginWithDefault } from "./views/begin-with-default.server.ts";
import { queryOf } from "./views/view-query.ts";
import { ViewTabs } from "./views/view-tabs.tsx";

const PATH = "/projects";

export async function loader({ context, url }: Route.LoaderArgs) {
  const member = context.get(memberContext);
  const search = readProjectSearch(url.searchParams);
  const base = await readBaseCategories(context);
  const { page, ...found } = await findProjects(context.get(tenantDbContext), member, search, base);
  beginWithDefault(url, found.views);
  // All that the page had is put away: the list begins anew rather than to look empty.
  if (search.cursor && page.items.length === 0)
    throw redirect(listPath(PATH, { ...search, cursor: undefined }));
  return {
    ...found,
    projects: page.items.map((project) => ({
      ...project,
      description: plainText(project.description),
      categories: nameCategories(project.categories, base),
      canChange: can(member, "projects:edit", project),
    })),
    most: MOST_COUNTED,
    query: queryOf(search),
    allPath: found.views.some(({ isDefault }) => isDefault) ? `${PATH}?all=yes` : PATH,
    search,
    choices: await choicesInPlace(context, search.row !== undefined),
    ignored: ignoredFilters(url.searchParams, search),
    ...pagePaths(PATH, { ...search, row: undefined }, page),
    workspaceName: context.get(tenantContext).name,
    canCreate: can(member, "projects:create"),
  };
}

export default function Projects({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { projects, count, search, categories, ownerName, workspaceName, canCreate } = loaderData;
  const filtered = isFiltered(search);
  const counted = useProjectCount(count, loaderData.most);
  return (
    <Page
      title={t("projects.title")}
      lead={t("projects.lead", { workspace: workspaceName })}
      action={
        <>
          {canCreate && (
            <ButtonLink to="/projects/trash" variant="ghost">
              <Trash2 aria-hidden="true" size={16} />
              {t("projects.trash.title")}
            </ButtonLink>
          )}
          {canCreate && <ImportLink />}
          {canCreate && <NewProject />}
        </>
      }
    >
      <IgnoredFilters names={loaderData.ignored} />
      <ViewTabs views={loaderData.views} query={loaderData.query} allPath={loaderData.allPath} />
      {(count > 0 || filtered) && (
        <ProjectFilters
          search={search}
          count={counted}
          categories={categories}
          ownerName={ownerName}
          allPath={loaderData.allPath}
        />
      )}
      {loaderData.isSimilar && projects.length > 0 && (
        <Alert tone="info">{t("projects.similar", { search: search.q ?? "" })}</Alert>
      )}
      <OpenRow projects={projects} search={search} choices={loaderData.choices} />
      {projects.length > 0 && <Listed {...loaderData} />}
      {projects.length === 0 && filtered && (
        <NoResults
          clearTo={loaderData.allPath}
          title={t("projects.noResultsTitle")}
          hint={t("projects.noResults")}
        />
      )}
      {projects.length === 0 && !filtered && (
        <EmptyState icon={FolderKanban} title={t("projects.emptyTitle")}>
          {t(canCreate ? "projects.emptyCanCreate" : "projects.emptyCannotCreate")}{" "}
          {loaderData.hasArchived && (
            <Link to={listPath(PATH, { view: "archived" })} className="underline underline-offset-2">
              {t("projects.toArchived")}
            </Link>
          )}
        </EmptyState>
      )}
      {projects.length > 0 && <ListTools query={loaderData.query} />}
      <Pagination next={loaderData.next} previous={loaderData.previous} />
    </Page>
  );
}

function Listed({ projects, search, categories }: Route.ComponentProps["loaderData"]) {
  const table = <ProjectTable projects={projects} search={search} />;
  if (!projects.some(({ canChange }) => canChange)) return table;
  return (
    <ChangeBar back={listPath(PATH, search)} isArchived={search.view === "archived"} categories={categories}>
      {table}
    </ChangeBar>
  );
}
