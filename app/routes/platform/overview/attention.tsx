import { CircleCheck, TriangleAlert } from "lucide-react";
import { Link } from "react-router";
import { Card, CardHeader } from "#app/components/ui/card.tsx";
import type { Overview } from "#app/db.server.ts";
import { numberFormat } from "#app/i18n/formatters.ts";
import { useTranslation } from "#app/i18n/translation.tsx";

type AttentionProps = { overview: Overview; archivesAreKept: boolean };

/** What wants a hand: each line leads to where one helps. */
export function Attention({ overview, archivesAreKept }: AttentionProps) {
  const { t } = useTranslation();
  const { behind, failedWebhookEvents, ownerless, overdueArchives, failedSteps, latestVersion } = overview;
  const lines = [
    {
      to: "/platform/tenants?behind=1",
      count: behind,
      label: t("platform.overview.behind"),
      hint: t("platform.overview.behindHint", { version: latestVersion ?? "" }),
    },
    { to: "#failed-work", count: failedSteps.length, label: t("platform.overview.failedWork") },
    { to: "/platform/tenants?ownerless=1", count: ownerless, label: t("platform.overview.ownerless") },
    {
      to: "/platform/tenants?overdue=1",
      count: archivesAreKept ? overdueArchives : 0,
      label: t("platform.archives.overdue"),
    },
    {
      to: "/platform/webhooks?state=failed",
      count: failedWebhookEvents,
      label: t("platform.overview.failedEvents"),
    },
  ].filter(({ count }) => count > 0);
  return (
    <Card aria-labelledby="attention">
      <CardHeader
        id="attention"
        title={t("platform.overview.health")}
        aside={<Latest name={latestVersion} />}
      />
      {lines.length === 0 ? (
        <p className="flex items-center gap-2 px-4 py-3 text-success">
          <CircleCheck aria-hidden="true" size={16} className="shrink-0" />
          {t("platform.overview.allWell")}
        </p>
      ) : (
        <ul className="divide-y">
          {lines.map((line) => (
            <AttentionLine key={line.to} {...line} />
          ))}
        </ul>
      )}
      {!archivesAreKept && <p className="border-t px-4 py-2 text-muted">{t("platform.archives.off")}</p>}
    </Card>
  );
}

function Latest({ name }: { name: string | null }) {
  const { t } = useTranslation();
  if (!name) return null;
  return (
    <p className="hidden min-w-0 truncate text-xs text-muted sm:block">
      {t("platform.overview.latestVersion")}: <code className="font-mono">{name}</code>
    </p>
  );
}

type AttentionLineProps = { to: string; count: number; label: string; hint?: string };

function AttentionLine({ to, count, label, hint }: AttentionLineProps) {
  const { i18n } = useTranslation();
  return (
    <li className="flex min-h-8 flex-wrap items-center gap-x-2 px-4 py-1.5">
      <TriangleAlert aria-hidden="true" size={16} className="shrink-0 text-warning" />
      <span className="tabular font-semibold">{numberFormat(i18n.language).format(count)}</span>
      <Link to={to} className="rounded-sm font-medium hover:underline">
        {label}
      </Link>
      {hint && <span className="text-muted wrap-anywhere">{hint}</span>}
    </li>
  );
}
