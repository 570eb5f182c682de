import { FolderKanban, Plus, SearchX } from "lucide-react";
import { IgnoredFilters } from "#app/components/ignored-filters.tsx";
import { ButtonLink } from "#app/components/ui/button.tsx";
import { Card } from "#app/components/ui/card.tsx";
import { EmptyState } from "#app/components/ui/empty-state.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { Pagination } from "#app/components/ui/pagination.tsx";
import { memberContext, tenantContext, tenantDbContext } from "#app/context.ts";
import { countProjects, listProjects } from "#app/db.server.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { can, projectReach } from "#app/permissions.ts";
import { ProjectFilters } from "#app/routes/tenant/projects/project-filters.tsx";
import { ProjectRows } from "#app/routes/tenant/projects/project-rows.tsx";
import { projectSearchPath, readProjectSearch } from "#app/routes/tenant/projects/project-search.ts";
import { ProjectTable } from "#app/routes/tenant/projects/project-table.tsx";
import { ignoredFilters } from "#app/validation/ignored-filters.ts";
import type { Route } from "./+types/projects.ts";

const PROJECTS_A_PAGE = 20;

export async function loader({ context, url }: Route.LoaderArgs) {
  const member = context.get(memberContext);
  const reach = projectReach(member, "view");
  const search = readProjectSearch(url.searchParams);
  const [{ projects, older, newer }, count] = await context
    .get(tenantDbContext)
    .read((tx) =>
      Promise.all([
        listProjects(tx, reach, { ...search, limit: PROJECTS_A_PAGE }),
        countProjects(tx, reach, search),
      ]),
    );
  return {
    projects,
    count,
    search,
    ignored: ignoredFilters(url.searchParams, { ...search, q: search.search }),
    older: older && projectSearchPath(search, { before: older }),
    newer: newer && projectSearchPath(search, { after: newer }),
    workspaceName: context.get(tenantContext).name,
    canCreate: can(member, "projects:create"),
  };
}

export default function Projects({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { projects, count, search, ignored, older, newer, workspaceName, canCreate } = loaderData;
  const isFiltered = Boolean(search.search || search.status);
  return (
    <Page
      title={t("projects.title")}
      lead={t("projects.lead", { workspace: workspaceName })}
      action={
        canCreate && (
          <ButtonLink to="/projects/new" variant="primary">
            <Plus aria-hidden="true" size={16} />
            {t("projects.new")}
          </ButtonLink>
        )
      }
    >
      <IgnoredFilters names={ignored} />
      {(count > 0 || isFiltered) && <ProjectFilters search={search} count={count} />}
      {projects.length === 0 && isFiltered && <NoResults />}
      {projects.length === 0 && !isFiltered && (
        <EmptyState icon={FolderKanban} title={t("projects.emptyTitle")}>
          {t(canCreate ? "projects.emptyCanCreate" : "projects.emptyCannotCreate")}
        </EmptyState>
      )}
      {projects.length > 0 && (
        <>
          <Card className="hidden md:block">
            <ProjectTable projects={projects} />
          </Card>
          <Card className="md:hidden">
            <ProjectRows projects={projects} />
          </Card>
          <Pagination newer={newer} older={older} />
        </>
      )}
    </Page>
  );
}

function NoResults() {
  const { t } = useTranslation();
  return (
    <EmptyState
      icon={SearchX}
      title={t("projects.noResultsTitle")}
      action={<ButtonLink to="/projects">{t("projects.clear")}</ButtonLink>}
    >
      {t("projects.noResults")}
    </EmptyState>
  );
}
