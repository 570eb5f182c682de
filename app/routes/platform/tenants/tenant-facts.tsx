import type { ReactNode } from "react";
import { Link } from "react-router";
import { RelativeTime } from "#app/components/relative-time.tsx";
import { Card, CardHeader } from "#app/components/ui/card.tsx";
import type { TenantDetail } from "#app/db.server.ts";
import { numberFormat } from "#app/i18n/formatters.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { listPath } from "#app/routes/platform/parts/search.ts";
import { BehindBadge, TenantStatusBadge } from "../parts/badges.tsx";
import { Copyable } from "../parts/copyable.tsx";
import { formatBytes } from "../parts/format.ts";

export type TenantSize = { tables: number; bytes: number } | undefined;

/** What is known about a tenant, a line a fact. */
export function TenantFacts({ tenant }: { tenant: TenantDetail }) {
  const { t } = useTranslation();
  return (
    <FactCard id="facts" title={t("platform.tenant.facts")}>
      <FactLine term={t("platform.tenants.state")}>
        <TenantStatusBadge status={tenant.status} />
      </FactLine>
      <FactLine term={t("platform.tenants.version")}>
        <span className="flex flex-wrap items-center gap-2">
          {tenant.schemaVersion ? <Copyable value={tenant.schemaVersion} /> : t("platform.none")}
          {tenant.isBehind && <BehindBadge />}
        </span>
      </FactLine>
      <FactLine term={t("platform.tenants.plan")}>{t(`platform.plan.${tenant.plan}`)}</FactLine>
      <FactLine term={t("platform.tenants.id")}>
        <Copyable value={tenant.id} />
      </FactLine>
      <FactLine term={t("platform.tenant.organization")}>
        {tenant.organizationId ? <Copyable value={tenant.organizationId} /> : t("platform.none")}
      </FactLine>
      <TimeLine term={t("platform.tenants.created")} at={tenant.createdAt} />
      <TimeLine term={t("platform.tenant.updated")} at={tenant.updatedAt} />
      <TimeLine term={t("platform.tenant.suspended")} at={tenant.suspendedAt} />
      <TimeLine term={t("platform.tenant.deleted")} at={tenant.deletedAt} />
      <TimeLine term={t("platform.tenant.purgeAfter")} at={tenant.purgeAfter} />
    </FactCard>
  );
}

export function PlacementFacts({ placement }: Pick<TenantDetail, "placement">) {
  const { t } = useTranslation();
  const { kind, cluster, database, schema, role, version } = placement;
  return (
    <FactCard id="placement" title={t("platform.tenant.placement")}>
      <FactLine term={t("platform.tenants.placement")}>{t(`platform.placement.${kind}`)}</FactLine>
      <FactLine term={t("platform.tenants.cluster")}>
        <Link
          to={listPath("/platform/tenants", { cluster })}
          className="rounded-sm underline underline-offset-2"
        >
          {cluster}
        </Link>
      </FactLine>
      <FactLine term={t("platform.tenant.database")}>
        <Copyable value={database} />
      </FactLine>
      <FactLine term={t("platform.tenant.schema")}>
        <Copyable value={schema} />
      </FactLine>
      <FactLine term={t("platform.tenant.role")}>
        <Copyable value={role} />
      </FactLine>
      <FactLine term={t("platform.tenant.placementVersion")}>{version}</FactLine>
    </FactCard>
  );
}

/** Counts and sizes: all that staff see of a tenant's own tables. */
export function SizeFacts({ tenant, size }: { tenant: TenantDetail; size: TenantSize }) {
  const { t, i18n } = useTranslation();
  const number = numberFormat(i18n.language);
  return (
    <FactCard id="sizes" title={t("platform.tenant.counts")}>
      <FactLine term={t("platform.tenant.members")}>{number.format(tenant.membersCount)}</FactLine>
      <FactLine term={t("platform.tenant.sessions")}>{number.format(tenant.sessionsCount)}</FactLine>
      {size ? (
        <>
          <FactLine term={t("platform.tenant.tables")}>{number.format(size.tables)}</FactLine>
          <FactLine term={t("platform.tenant.size")}>{formatBytes(size.bytes, i18n.language)}</FactLine>
        </>
      ) : (
        <FactLine term={t("platform.tenant.size")}>
          <span className="text-muted">{t("platform.tenant.sizeUnknown")}</span>
        </FactLine>
      )}
    </FactCard>
  );
}

export function FactCard({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <Card aria-labelledby={id}>
      <CardHeader id={id} title={title} />
      <dl className="py-1">{children}</dl>
    </Card>
  );
}

export function FactLine({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className="grid min-h-8 grid-cols-[6.5rem_minmax(0,1fr)] items-center gap-3 px-4 py-0.5">
      <dt className="text-xs text-muted">{term}</dt>
      <dd className="tabular min-w-0 wrap-anywhere">{children}</dd>
    </div>
  );
}

function TimeLine({ term, at }: { term: string; at: Date | null }) {
  if (!at) return null;
  return (
    <FactLine term={term}>
      <RelativeTime at={at} />
    </FactLine>
  );
}
