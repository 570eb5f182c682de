import { Mail } from "lucide-react";
import { Link } from "react-router";
import { RelativeTime } from "#app/components/relative-time.tsx";
import { type Column, DataTable } from "#app/components/ui/data-table.tsx";
import { EmptyState } from "#app/components/ui/empty-state.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { dataTierContext } from "#app/context.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { loadOutbox } from "#app/identity/outbox.server.ts";
import type { Route } from "./+types/outbox.ts";

export async function loader({ context }: Route.LoaderArgs) {
  return { mails: await loadOutbox(context.get(dataTierContext)) };
}

type Row = Awaited<ReturnType<typeof loadOutbox>>[number];

export default function Outbox({ loaderData: { mails } }: Route.ComponentProps) {
  const { t } = useTranslation();
  const columns: Column<Row>[] = [
    {
      id: "subject",
      label: t("outbox.subject"),
      isWide: true,
      cell: ({ id, subject }) => (
        <Link to={`/outbox/${id}`} dir="auto" className="font-medium hover:underline">
          {subject}
        </Link>
      ),
    },
    {
      id: "to",
      label: t("outbox.to"),
      cell: ({ to }) => (
        <bdi className="text-muted" title={to}>
          {to}
        </bdi>
      ),
    },
    {
      id: "sentAt",
      label: t("outbox.sentAt"),
      isNumber: true,
      cell: ({ sentAt }) => (
        <span className="text-muted">
          <RelativeTime at={sentAt} />
        </span>
      ),
    },
  ];
  return (
    <Page title={t("outbox.title")} lead={t("outbox.lead")}>
      {mails.length > 0 ? (
        <DataTable label={t("outbox.title")} rows={mails} columns={columns} keyOf={({ id }) => id} isRoomy />
      ) : (
        <EmptyState icon={Mail} title={t("outbox.emptyTitle")}>
          {t("outbox.empty")}
        </EmptyState>
      )}
    </Page>
  );
}
