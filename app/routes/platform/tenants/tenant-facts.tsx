import { Link } from "react-router";
import { RelativeTime } from "#app/components/relative-time.tsx";
import { Fact, Facts } from "#app/components/ui/facts.tsx";
import type { TenantDetail } from "#app/db.server.ts";
import { numberFormat } from "#app/i18n/formatters.ts";
import { personName } from "#app/i18n/person-name.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { formatBytes } from "#app/i18n/units.ts";
import { listPath } from "#app/validation/list-path.ts";
import { BehindBadge, SharedEnterpriseBadge, TenantStatusBadge } from "../parts/badges.tsx";
import { Copyable } from "../parts/copyable.tsx";

/** "none": it has no place; undefined: its cluster did not answer. */
export type TenantSize = { tables: number; bytes: number } | "none" | undefined;

/** What is known about a tenant, a line a fact. */
export function TenantFacts({ tenant }: { tenant: TenantDetail }) {
  const { t } = useTranslation();
  return (
    <Facts id="facts" title={t("platform.tenant.facts")}>
      <Fact term={t("platform.tenants.state")}>
        <TenantStatusBadge status={tenant.status} />
      </Fact>
      <Fact term={t("platform.tenants.version")}>
        <span className="flex flex-wrap items-center gap-2">
          {tenant.schemaVersion ? <Copyable value={tenant.schemaVersion} /> : t("platform.none")}
          {tenant.isBehind && <BehindBadge />}
        </span>
      </Fact>
      <Fact term={t("platform.tenants.plan")}>
        {t(`platform.plan.${tenant.plan}`)}{" "}
        <SharedEnterpriseBadge plan={tenant.plan} kind={tenant.placement.kind} />
      </Fact>
      <Fact term={t("platform.tenants.id")}>
        <Copyable value={tenant.id} />
      </Fact>
      <Fact term={t("platform.tenant.organization")}>
        {tenant.organizationId ? <Copyable value={tenant.organizationId} /> : t("platform.none")}
      </Fact>
      <Fact term={t("platform.tenant.owners")}>
        {tenant.owners.length > 0 ? (
          <ul className="grid gap-1">
            {tenant.owners.map((owner) => (
              <li key={owner.id}>
                <bdi>{personName(owner)}</bdi> <span className="text-muted">{owner.email}</span>
              </li>
            ))}
          </ul>
        ) : (
          t("platform.none")
        )}
      </Fact>
      <TimeLine term={t("platform.tenants.created")} at={tenant.createdAt} />
      <TimeLine term={t("platform.tenant.updated")} at={tenant.updatedAt} />
      <TimeLine term={t("platform.tenant.readOnlySince")} at={tenant.readOnlySince} />
      <TimeLine term={t("platform.tenant.readOnlyUntil")} at={tenant.readOnlyUntil} />
      <TimeLine term={t("platform.tenant.suspended")} at={tenant.suspendedAt} />
      <TimeLine term={t("platform.tenant.deleted")} at={tenant.deletedAt} />
      <TimeLine term={t("platform.tenant.purgeAfter")} at={tenant.purgeAfter} />
    </Facts>
  );
}

export function PlacementFacts({ placement }: Pick<TenantDetail, "placement">) {
  const { t } = useTranslation();
  const { kind, cluster, database, schema, role, version } = placement;
  return (
    <Facts id="placement" title={t("platform.tenant.placement")}>
      <Fact term={t("platform.tenants.placement")}>{t(`platform.placement.${kind}`)}</Fact>
      <Fact term={t("platform.tenants.cluster")}>
        <Link
          to={listPath("/platform/tenants", { cluster })}
          className="rounded-sm underline underline-offset-2"
        >
          {cluster}
        </Link>
      </Fact>
      <Fact term={t("platform.tenant.database")}>
        <Copyable value={database} />
      </Fact>
      <Fact term={t("platform.tenant.schema")}>
        <Copyable value={schema} />
      </Fact>
      <Fact term={t("platform.tenant.role")}>
        <Copyable value={role} />
      </Fact>
      <Fact term={t("platform.tenant.placementVersion")}>{version}</Fact>
    </Facts>
  );
}

/** Counts and sizes: all that staff see of a tenant's own tables. */
export function SizeFacts({ tenant, size }: { tenant: TenantDetail; size: TenantSize }) {
  const { t, i18n } = useTranslation();
  const number = numberFormat(i18n.language);
  return (
    <Facts id="sizes" title={t("platform.tenant.counts")}>
      <Fact term={t("platform.tenant.members")}>{number.format(tenant.membersCount)}</Fact>
      <Fact term={t("platform.tenant.sessions")}>{number.format(tenant.sessionsCount)}</Fact>
      {typeof size === "object" ? (
        <>
          <Fact term={t("platform.tenant.tables")}>{number.format(size.tables)}</Fact>
          <Fact term={t("platform.tenant.size")}>{formatBytes(size.bytes, i18n.language)}</Fact>
        </>
      ) : (
        <Fact term={t("platform.tenant.size")}>
          <span className="text-muted">
            {t(size ? "platform.tenant.sizeNone" : "platform.tenant.sizeUnknown")}
          </span>
        </Fact>
      )}
    </Facts>
  );
}

function TimeLine({ term, at }: { term: string; at: Date | null }) {
  if (!at) return null;
  return (
    <Fact term={term}>
      <RelativeTime at={at} />
    </Fact>
  );
}
