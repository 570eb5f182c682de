import { Badge } from "#app/components/ui/badge.tsx";
import { Card, CardHeader } from "#app/components/ui/card.tsx";
import type { TenantDetail } from "#app/db.server.ts";
import { useDocumentSettings } from "#app/http/document-settings.tsx";
import { dateFormat } from "#app/i18n/formatters.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { Copyable } from "../parts/copyable.tsx";

type HostnamesProps = {
  host: string;
  hostOf: Record<string, string>;
  tenant: Pick<TenantDetail, "domains" | "freedSlugs">;
};

/** Every name that leads to the tenant: its own, its domains, and those it had before. */
export function Hostnames({ host, hostOf, tenant }: HostnamesProps) {
  const { t, i18n } = useTranslation();
  const { timeZone } = useDocumentSettings();
  const day = dateFormat(i18n.language, { dateStyle: "medium", timeZone });
  const names = [
    { name: host, badge: <Badge tone="accent">{t("platform.tenant.slugHost")}</Badge> },
    ...tenant.domains.map(({ hostname, verifiedAt }) => ({
      name: hostname,
      badge: verifiedAt ? (
        <Badge tone="success">{t("platform.tenant.verified")}</Badge>
      ) : (
        <Badge tone="warning">{t("platform.tenant.unverified")}</Badge>
      ),
    })),
    ...tenant.freedSlugs.map(({ slug, until }) => ({
      name: hostOf[slug] ?? slug,
      badge: <Badge>{t("platform.tenant.redirects", { date: day.format(until) })}</Badge>,
    })),
  ];
  return (
    <Card aria-labelledby="hostnames">
      <CardHeader id="hostnames" title={t("platform.tenant.hostnames")} />
      <ul className="divide-y">
        {names.map(({ name, badge }) => (
          <li key={name} className="flex min-h-8 flex-wrap items-center justify-between gap-x-3 px-4 py-1">
            <Copyable value={name} />
            {badge}
          </li>
        ))}
      </ul>
    </Card>
  );
}
