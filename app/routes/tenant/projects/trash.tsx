import { Trash2 } from "lucide-react";
import { Form, redirect } from "react-router";
import { z } from "zod";
import { RelativeTime } from "#app/components/relative-time.tsx";
import { SubmitButton } from "#app/components/ui/button.tsx";
import { type Column, DataTable } from "#app/components/ui/data-table.tsx";
import { EmptyState } from "#app/components/ui/empty-state.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { Pagination } from "#app/components/ui/pagination.tsx";
import { memberContext, tenantDbContext } from "#app/context.ts";
import { listTrash, TRASH_DAYS, type TrashedProject } from "#app/db.tenant.server.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { projectReach } from "#app/permissions.ts";
import { pagePaths } from "#app/validation/list-path.ts";
import { cursor, readerOf } from "#app/validation/search.ts";
import type { Route } from "./+types/trash.ts";
import { PROJECTS_A_PAGE } from "./project-change.ts";

const PATH = "/projects/trash";
const readSearch = readerOf(z.object({ cursor }));

/** What the member could restore, and nothing else. */
export async function loader({ context, url }: Route.LoaderArgs) {
  const member = context.get(memberContext);
  const search = readSearch(url.searchParams);
  const page = await context
    .get(tenantDbContext)
    .read((tx) => listTrash(tx, projectReach(member, "delete"), { ...search, limit: PROJECTS_A_PAGE }));
  if (search.cursor && page.items.length === 0) throw redirect(PATH);
  return { projects: page.items, days: TRASH_DAYS, ...pagePaths(PATH, search, page) };
}

export default function Trash({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { projects, days, next, previous } = loaderData;
  return (
    <Page
      title={t("projects.trash.title")}
      lead={t("projects.trash.lead", { count: days })}
      crumbs={[{ to: "/projects", label: t("projects.title") }]}
    >
      {projects.length === 0 && (
        <EmptyState icon={Trash2} title={t("projects.trash.emptyTitle")}>
          {t("projects.trash.empty")}
        </EmptyState>
      )}
      {projects.length > 0 && <TrashTable projects={projects} />}
      <Pagination next={next} previous={previous} />
    </Page>
  );
}

function TrashTable({ projects }: { projects: TrashedProject[] }) {
  const { t } = useTranslation();
  const columns: Column<TrashedProject>[] = [
    {
      id: "name",
      label: t("projects.name"),
      isWide: true,
      cell: ({ name }) => <bdi className="font-medium">{name}</bdi>,
    },
    {
      id: "by",
      label: t("projects.trash.by"),
      cell: ({ deletedByName }) => <bdi className="text-muted">{deletedByName || t("activity.someone")}</bdi>,
    },
    {
      id: "at",
      label: t("projects.trash.at"),
      isNumber: true,
      cell: ({ deletedAt }) => (
        <span className="text-muted">
          <RelativeTime at={deletedAt} />
        </span>
      ),
    },
    {
      id: "restore",
      label: t("projects.trash.restore"),
      cell: (project) => <Restore project={project} />,
    },
  ];
  return (
    <DataTable
      label={t("projects.trash.title")}
      rows={projects}
      columns={columns}
      keyOf={({ id }) => id}
      isRoomy
    />
  );
}

function Restore({ project: { id, name } }: { project: TrashedProject }) {
  const { t } = useTranslation();
  return (
    <Form method="post" action="/projects/changes">
      <input type="hidden" name="project" value={id} />
      <input type="hidden" name="change" value="restore" />
      <input type="hidden" name="back" value={PATH} />
      <SubmitButton
        variant="secondary"
        size="sm"
        pendingLabel={t("projects.trash.restoring")}
        aria-label={t("projects.trash.restoreNamed", { name })}
      >
        {t("projects.trash.restore")}
      </SubmitButton>
    </Form>
  );
}
