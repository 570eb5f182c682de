import { Link } from "react-router";
import { RelativeTime } from "#app/components/relative-time.tsx";
import type { Overview } from "#app/db.server.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { type Column, DataTable } from "../../../components/ui/data-table.tsx";
import { ErrorText } from "../parts/error-text.tsx";

type Step = Overview["failedSteps"][number];

/** Steps of lifecycle work that failed, the latest first. */
export function FailedWork({ steps }: { steps: Step[] }) {
  const { t } = useTranslation();
  const columns: Column<Step>[] = [
    {
      id: "tenant",
      label: t("platform.overview.tenant"),
      cell: ({ tenantId, slug }) => (
        <Link to={`/platform/tenants/${tenantId}`} className="rounded-sm font-medium hover:underline">
          {slug ?? tenantId}
        </Link>
      ),
    },
    {
      id: "step",
      label: t("platform.overview.step"),
      cell: ({ kind, step }) => (
        <code className="font-mono text-xs">
          {kind}/{step}
        </code>
      ),
    },
    {
      id: "error",
      label: t("platform.overview.error"),
      isWide: true,
      cell: ({ error }) => <ErrorText error={error} />,
    },
    {
      id: "attempts",
      label: t("platform.overview.attempts"),
      isNumber: true,
      cell: ({ attempts }) => attempts,
    },
    {
      id: "when",
      label: t("platform.overview.when"),
      cell: ({ finishedAt, startedAt }) => (
        <span className="text-muted">
          <RelativeTime at={finishedAt ?? startedAt} />
        </span>
      ),
    },
  ];
  return (
    <section aria-labelledby="failed-work" className="grid gap-2">
      <h2 id="failed-work" className="font-semibold">
        {t("platform.overview.failedWorkTitle")}
      </h2>
      <DataTable
        label={t("platform.overview.failedWorkTitle")}
        rows={steps}
        columns={columns}
        keyOf={({ id }) => id}
      />
    </section>
  );
}
