import type { ReactNode } from "react";
import { Fact, Facts } from "#app/components/ui/facts.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { tenantContext, tenantDbContext } from "#app/context.ts";
import { countMembers } from "#app/db.people.server.ts";
import { entitlementsOf } from "#app/db.shared.ts";
import {
  countAllProjects, // example
  getStorageBytes,
} from "#app/db.tenant.server.ts";
import { numberFormat } from "#app/i18n/formatters.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { formatBytes } from "#app/i18n/units.ts";
import { requireOwner } from "../security/require-owner.server.ts";
import type { Route } from "./+types/plan.ts";

export async function loader({ context }: Route.LoaderArgs) {
  requireOwner(context);
  const { plan, name, placement } = context.get(tenantContext);
  const usage = await context.get(tenantDbContext).read(async (tx) => {
    const [members, bytes, projects] = await Promise.all([
      countMembers(tx, { isActive: true }),
      getStorageBytes(tx),
      countAllProjects(tx), // example
    ]);
    return {
      members,
      bytes,
      projects, // example
    };
  });
  const { maxOwned } = entitlementsOf(plan);
  // Where it is now: another plan alone moves nothing.
  return { plan, workspaceName: name, placement: placement.kind, maxOwned, ...usage };
}

export default function Plan({ loaderData }: Route.ComponentProps) {
  const { t, i18n } = useTranslation();
  const { plan, placement, maxOwned, workspaceName, members, bytes } = loaderData;
  const number = (n: number) => numberFormat(i18n.language).format(n);
  return (
    <Page
      title={t("settings.plan.title")}
      lead={t("settings.plan.lead", { workspace: workspaceName })}
      width="column"
    >
      <Facts id="plan" title={t("settings.plan.plan")}>
        <Fact term={t("settings.plan.plan")}>{t(`settings.plan.plans.${plan}`)}</Fact>
        <Fact term={t("settings.plan.place")}>{t(`settings.plan.places.${placement}`)}</Fact>
        <Fact term={t("settings.plan.owned")}>{t("settings.plan.ownedText", { count: maxOwned })}</Fact>
      </Facts>
      <Facts id="usage" title={t("settings.plan.usage")}>
        <Used term={t("settings.plan.members")}>{number(members)}</Used>
        <Used term={t("settings.plan.projects")}>{number(loaderData.projects)}</Used> {/* example */}
        <Used term={t("settings.plan.storage")}>{formatBytes(bytes, i18n.language)}</Used>
      </Facts>
    </Page>
  );
}

/** The plan bounds none of these. */
function Used({ term, children }: { term: string; children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <Fact term={term}>
      <span className="tabular-nums">{children}</span>
      <span className="text-muted"> · {t("settings.plan.noLimit")}</span>
    </Fact>
  );
}
