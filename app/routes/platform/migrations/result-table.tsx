import { Link } from "react-router";
import type { MigrationResult } from "#app/db.server.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { RelativeTime } from "#app/components/relative-time.tsx";
import { ResultBadge } from "../parts/badges.tsx";
import { type Column, DataTable } from "../../../components/ui/data-table.tsx";
import { ErrorText } from "../parts/error-text.tsx";
import { formatDuration } from "../parts/format.ts";

type Result = MigrationResult & { runId?: string };

/** How tenants fared: of one run, or one tenant in several. */
export function ResultTable({ results, isOfOneTenant }: { results: Result[]; isOfOneTenant?: boolean }) {
  const { t, i18n } = useTranslation();
  const ofTenant: Column<Result> = {
    id: "tenant",
    label: t("platform.migrations.tenant"),
    cell: ({ tenantId, slug }) => <TextLink to={`/platform/tenants/${tenantId}`} text={slug ?? tenantId} />,
  };
  const ofRun: Column<Result> = {
    id: "run",
    label: t("platform.migrations.started"),
    cell: ({ runId, finishedAt }) => (
      <Link to={`/platform/migrations/${runId}`} className="rounded-sm font-medium hover:underline">
        <RelativeTime at={finishedAt} />
      </Link>
    ),
  };
  const columns: Column<Result>[] = [
    isOfOneTenant ? ofRun : ofTenant,
    {
      id: "state",
      label: t("platform.migrations.state"),
      cell: ({ state }) => <ResultBadge state={state} />,
    },
    { id: "cluster", label: t("platform.migrations.cluster"), isExtra: true, cell: ({ cluster }) => cluster },
    { id: "to", label: t("platform.migrations.to"), cell: ({ toVersion }) => <Version name={toVersion} /> },
    {
      id: "took",
      label: t("platform.migrations.took"),
      isNumber: true,
      cell: ({ durationMs }) => formatDuration(durationMs, i18n.language),
    },
    {
      id: "attempts",
      label: t("platform.migrations.attempts"),
      isNumber: true,
      cell: ({ attempts }) => attempts,
    },
    {
      id: "error",
      label: t("platform.migrations.error"),
      isWide: true,
      cell: (result) => <Failure result={result} />,
    },
  ];
  return (
    <DataTable
      label={t("platform.migrations.results")}
      rows={results}
      columns={columns}
      keyOf={({ runId, tenantId }) => `${runId}${tenantId}`}
    />
  );
}

const TextLink = ({ to, text }: { to: string; text: string }) => (
  <Link to={to} className="rounded-sm font-medium hover:underline">
    {text}
  </Link>
);

const Version = ({ name }: { name: string | null }) => (
  <code className="font-mono text-xs text-muted" title={name ?? ""}>
    {name?.split("_").slice(1).join("_") || name}
  </code>
);

/** With the statement that failed. */
function Failure({ result: { error, sqlState, migration, statement } }: { result: Result }) {
  const { t } = useTranslation();
  return (
    <ErrorText error={error} code={sqlState}>
      {migration && <code className="font-mono text-xs text-muted wrap-anywhere">{migration}</code>}
      {statement && (
        <>
          <p className="text-xs font-medium text-muted">{t("platform.migrations.statement")}</p>
          <pre className="rounded bg-sunken p-2 font-mono text-xs whitespace-pre-wrap wrap-anywhere">
            {statement}
          </pre>
        </>
      )}
    </ErrorText>
  );
}
