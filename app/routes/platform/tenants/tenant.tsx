import { ExternalLink } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { ButtonAnchor } from "#app/components/ui/button.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { dataTierContext, staffContext } from "#app/context.ts";
import { keepingOf, listArchiveStandings } from "#app/db.archive.server.ts";
import { allowsTurn, getOpenMove, type Move, summaryOf } from "#app/db.move.server.ts";
import { getMembershipRole } from "#app/db.people.server.ts";
import {
  DELETED_GRACE_DAYS,
  getTenantDetail,
  getTenantSize,
  listTenantMigrations,
  type TenantDetail,
} from "#app/db.server.ts";
import { allows, isServing } from "#app/db.shared.ts";
import { env } from "#app/env.server.ts";
import { requireFound } from "#app/http/require-found.ts";
import { tenantOrigin } from "#app/http/urls.server.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { ResultTable } from "#app/routes/platform/migrations/result-table.tsx";
import { ArchiveCard } from "#app/routes/platform/tenants/archive-card.tsx";
import { Hostnames } from "#app/routes/platform/tenants/hostnames.tsx";
import { Journal } from "#app/routes/platform/tenants/journal.tsx";
import { MoveCard, type ShownMove } from "#app/routes/platform/tenants/move-card.tsx";
import { Ownerless } from "#app/routes/platform/tenants/ownerless.tsx";
import { requireTenantId } from "#app/routes/platform/tenants/require-tenant.server.ts";
import { RetryUnfinished, TenantActionList } from "#app/routes/platform/tenants/tenant-action-list.tsx";
import { tenantActions } from "#app/routes/platform/tenants/tenant-actions.ts";
import { PlacementFacts, SizeFacts, TenantFacts } from "#app/routes/platform/tenants/tenant-facts.tsx";
import { MOVE_TURNS } from "#app/routes/platform/tenants/turns.ts";
import { listPath } from "#app/validation/list-path.ts";
import type { Route } from "./+types/tenant.ts";

const shown = (move: Move): ShownMove => ({
  ...summaryOf(move),
  turns: MOVE_TURNS.filter((turn) => allowsTurn(move, turn)),
});

/** Without JavaScript the page loads itself anew while the tenant moves. */
export const handle = {
  refreshSeconds: (loaded?: { move?: ShownMove | undefined }) =>
    loaded?.move && loaded.move.phase !== "arrived" ? 2 : undefined,
};

const hostOf = (slug: string) => new URL(tenantOrigin(slug)).host;

export async function loader({ context, params }: Route.LoaderArgs) {
  const tier = context.get(dataTierContext);
  const id = requireTenantId(params.tenantId);
  const userId = context.get(staffContext).id;
  const [detail, migrations, role, move, [standing]] = await tier.controlDb.read((tx) =>
    Promise.all([
      getTenantDetail(tx, id),
      listTenantMigrations(tx, id),
      getMembershipRole(tx, { tenantId: id, userId }),
      getOpenMove(tx, id),
      listArchiveStandings(tx, { tenantId: id }),
    ]),
  );
  const tenant = requireFound(detail);
  return {
    tenant,
    migrations,
    move: move && shown(move),
    archives: standing && { standing, isKept: keepingOf(env) !== undefined },
    // Whoever is no member is not let in: to them the address is only shown, among the hostnames.
    mayOpen: isServing(tenant.status) && role !== undefined,
    size: await getTenantSize(tier, id).catch(() => undefined),
    origin: tenantOrigin(tenant.slug),
    host: hostOf(tenant.slug),
    formerHosts: Object.fromEntries(tenant.freedSlugs.map(({ slug }) => [slug, hostOf(slug)])),
    graceDays: DELETED_GRACE_DAYS,
  };
}

export default function TenantPage({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { tenant, migrations, move, archives, mayOpen, size, origin, host, formerHosts, graceDays } =
    loaderData;
  // Of a purged tenant there is what was done, and where it lived.
  const isGone = tenant.status === "purged";
  return (
    <Page
      title={tenant.slug}
      lead={tenant.name}
      crumbs={[{ to: "/platform/tenants", label: t("platform.tenants.title") }]}
      action={mayOpen && <OpenWorkspace origin={origin} />}
    >
      {isOwnerless(tenant) && <Ownerless path={tenantActions.owner.path} />}
      {tenant.failedStep && <RetryUnfinished step={tenant.failedStep} />}
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_27rem]">
        <div className="grid min-w-0 gap-4">
          <Section id="journal" title={t("platform.tenant.journal")}>
            <Journal entries={tenant.journal} />
          </Section>
          <Section id="migrations" title={t("platform.tenant.migrations")}>
            {migrations.length > 0 ? (
              <ResultTable results={migrations} isOfOneTenant />
            ) : (
              <p className="text-muted">{t("platform.tenant.migrationsEmpty")}</p>
            )}
          </Section>
          {!isGone && <Hostnames host={host} hostOf={formerHosts} tenant={tenant} />}
          <TenantActionList tenant={tenant} graceDays={graceDays} />
        </div>
        <div className="grid min-w-0 items-start gap-4 max-xl:row-start-1 md:max-xl:grid-cols-2">
          {move && <MoveCard tenantId={tenant.id} move={move} />}
          <TenantFacts tenant={tenant} />
          {archives && <ArchiveCard archives={archives} />}
          <PlacementFacts placement={tenant.placement} />
          {!isGone && <SizeFacts tenant={tenant} size={size} />}
          <Link
            to={listPath("/platform/audit", { tenant: tenant.id })}
            className="justify-self-start rounded-sm underline underline-offset-2"
          >
            {t("platform.tenant.auditLink")}
          </Link>
        </div>
      </div>
    </Page>
  );
}

/** Nobody is in charge of it, though it serves or may serve again. */
const isOwnerless = ({ status, owners }: TenantDetail): boolean =>
  owners.length === 0 && allows(status, "owner");

function OpenWorkspace({ origin }: { origin: string }) {
  const { t } = useTranslation();
  return (
    <ButtonAnchor size="sm" href={origin}>
      {t("platform.tenant.open")}
      <ExternalLink aria-hidden="true" size={14} />
    </ButtonAnchor>
  );
}

function Section({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section aria-labelledby={id} className="grid min-w-0 gap-2">
      <h2 id={id} className="font-semibold">
        {title}
      </h2>
      {children}
    </section>
  );
}
