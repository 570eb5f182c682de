import { Link } from "react-router";
import type { MigrationRun } from "#app/db.server.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { RelativeTime } from "#app/components/relative-time.tsx";
import { RunStateBadge } from "../parts/badges.tsx";
import { type Column, DataTable } from "../../../components/ui/data-table.tsx";
import { formatDuration } from "../parts/format.ts";

const ID_TAIL = 8;

/** Runs of migrations, the latest first. */
export function RunTable({ runs }: { runs: MigrationRun[] }) {
  const { t, i18n } = useTranslation();
  const columns: Column<MigrationRun>[] = [
    {
      id: "id",
      label: t("platform.migrations.id"),
      cell: ({ id }) => (
        <Link to={`/platform/migrations/${id}`} className="rounded-sm font-mono text-xs hover:underline">
          {id.slice(-ID_TAIL)}
        </Link>
      ),
    },
    {
      id: "state",
      label: t("platform.migrations.state"),
      cell: ({ state }) => <RunStateBadge state={state} />,
    },
    {
      id: "command",
      label: t("platform.migrations.command"),
      cell: ({ command }) => <code className="font-mono text-xs">{command}</code>,
    },
    {
      id: "progress",
      label: t("platform.migrations.progress"),
      isNumber: true,
      cell: ({ done, failed, total }) => (
        <>
          {t("platform.migrations.doneOf", { done, total })}
          {failed > 0 && (
            <span className="text-danger"> · {t("platform.migrations.failedCount", { count: failed })}</span>
          )}
        </>
      ),
    },
    {
      id: "target",
      label: t("platform.migrations.target"),
      isWide: true,
      cell: ({ target }) => (
        <code className="font-mono text-xs" title={target ?? ""}>
          {target}
        </code>
      ),
    },
    {
      id: "startedBy",
      label: t("platform.migrations.startedBy"),
      isExtra: true,
      cell: ({ startedBy }) => startedBy,
    },
    {
      id: "started",
      label: t("platform.migrations.started"),
      cell: ({ startedAt }) => (
        <span className="text-muted">
          <RelativeTime at={startedAt} />
        </span>
      ),
    },
    {
      id: "took",
      label: t("platform.migrations.took"),
      isNumber: true,
      cell: ({ startedAt, finishedAt }) =>
        finishedAt && formatDuration(finishedAt.getTime() - startedAt.getTime(), i18n.language),
    },
  ];
  return (
    <DataTable label={t("platform.migrations.title")} rows={runs} columns={columns} keyOf={({ id }) => id} />
  );
}
