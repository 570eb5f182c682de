import { Bookmark } from "lucide-react";
import { Form, Link } from "react-router";
import { Badge } from "#app/components/ui/badge.tsx";
import { ButtonLink, SubmitButton } from "#app/components/ui/button.tsx";
import { type Column, DataTable } from "#app/components/ui/data-table.tsx";
import { EmptyState } from "#app/components/ui/empty-state.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { memberContext, tenantDbContext } from "#app/context.ts";
import { listViews, type ProjectView } from "#app/db.tenant.server.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import type { Route } from "./+types/views.ts";
import { viewEditor } from "./view-editor.ts";

type Listed = ProjectView & { canChange: boolean };

export async function loader({ context }: Route.LoaderArgs) {
  const member = context.get(memberContext);
  const { mayShare } = viewEditor(member);
  const views = await context.get(tenantDbContext).read((tx) => listViews(tx, member.id));
  return { views: views.map((view): Listed => ({ ...view, canChange: mayShare || !view.isShared })) };
}

export default function Views({ loaderData: { views } }: Route.ComponentProps) {
  const { t } = useTranslation();
  return (
    <Page
      title={t("projectViews.title")}
      lead={t("projectViews.lead")}
      crumbs={[{ to: "/projects", label: t("projects.title") }]}
    >
      {views.length === 0 ? (
        <EmptyState
          icon={Bookmark}
          title={t("projectViews.emptyTitle")}
          action={<ButtonLink to="/projects">{t("projects.dashboard.allProjects")}</ButtonLink>}
        >
          {t("projectViews.empty")}
        </EmptyState>
      ) : (
        <ViewTable views={views} />
      )}
    </Page>
  );
}

function ViewTable({ views }: { views: Listed[] }) {
  const { t } = useTranslation();
  const columns: Column<Listed>[] = [
    {
      id: "name",
      label: t("projectViews.name"),
      isWide: true,
      cell: ({ name, query }) => (
        <Link
          to={`/projects?${query || "all=yes"}`}
          dir="auto"
          className="block truncate rounded font-medium hover:underline"
        >
          {name}
        </Link>
      ),
    },
    {
      id: "whose",
      label: t("projectViews.whose"),
      cell: ({ isShared }) => (
        <Badge tone={isShared ? "info" : "neutral"}>
          {t(isShared ? "projectViews.shared" : "projectViews.own")}
        </Badge>
      ),
    },
    { id: "default", label: t("projectViews.begins"), cell: (view) => <DefaultForm view={view} /> },
    {
      id: "change",
      label: t("projectViews.change"),
      cell: (view) => view.canChange && <ChangeView view={view} />,
    },
  ];
  return (
    <DataTable
      label={t("projectViews.title")}
      rows={views}
      columns={columns}
      keyOf={({ id }) => id}
      isRoomy
    />
  );
}

function DefaultForm({ view: { id, name, isDefault } }: { view: Listed }) {
  const { t } = useTranslation();
  return (
    <Form method="post" action="/projects/views/defaults">
      {!isDefault && <input type="hidden" name="view" value={id} />}
      <SubmitButton
        variant={isDefault ? "secondary" : "ghost"}
        size="sm"
        className={isDefault ? undefined : "-ml-2.5"}
        pendingLabel={t("projectViews.saving")}
        aria-label={t(isDefault ? "projectViews.stopDefaultNamed" : "projectViews.makeDefaultNamed", {
          name,
        })}
      >
        {t(isDefault ? "projectViews.stopDefault" : "projectViews.makeDefault")}
      </SubmitButton>
    </Form>
  );
}

function ChangeView({ view: { id, name } }: { view: Listed }) {
  const { t } = useTranslation();
  return (
    <div className="-ml-2.5 flex gap-1.5">
      <ButtonLink
        to={`/projects/views/${id}`}
        variant="ghost"
        size="sm"
        aria-label={t("projectViews.editNamed", { name })}
      >
        {t("projectViews.rename")}
      </ButtonLink>
      <Form method="post" action="/projects/views/deletions">
        <input type="hidden" name="view" value={id} />
        <SubmitButton
          variant="ghost"
          size="sm"
          pendingLabel={t("projectViews.deleting")}
          aria-label={t("projectViews.deleteNamed", { name })}
        >
          {t("projectViews.delete")}
        </SubmitButton>
      </Form>
    </div>
  );
}
