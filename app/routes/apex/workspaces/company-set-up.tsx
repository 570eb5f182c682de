import { data } from "react-router";
import { Page } from "#app/components/ui/page.tsx";
import { dataTierContext } from "#app/context.ts";
import { getMembershipRole } from "#app/db.people.server.ts";
import { getTenantBySlug, type Tenant } from "#app/db.server.ts";
import { tenantOrigin } from "#app/http/urls.server.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { requireUser } from "#app/identity/current-user.server.ts";
import { identity } from "#app/identity/identity.server.ts";
import { pageActs } from "#app/identity/page-acts.server.ts";
import { ProviderPage } from "#app/identity/provider-pages.tsx";
import { isSlugShaped } from "#app/validation/workspace.ts";
import type { Route } from "./+types/company-set-up.ts";

/** The provider's own page, on the apex, where its script runs. For owners; for all others there is none. */
export async function loader(args: Route.LoaderArgs) {
  const { organizationId, name, slug } = await requireOwned(args);
  const { loaded } = await identity.pages.companySignOn.load(args, { organizationId });
  return { kind: identity.kind, loaded, name, backTo: `${tenantOrigin(slug)}/settings/security` };
}

export async function action(args: Route.ActionArgs) {
  await requireOwned(args);
  return identity.pages.companySignOn.submit(args, pageActs(args));
}

/** Unknown, deleted, without an organization, and not theirs look the same. */
async function requireOwned(args: Pick<Route.LoaderArgs, "request" | "context" | "url" | "params">) {
  const { id: userId } = await requireUser(args);
  const { slug } = args.params;
  const owned = await args.context.get(dataTierContext).controlDb.read(async (tx) => {
    const tenant = isSlugShaped(slug) ? await getTenantBySlug(tx, slug) : undefined;
    const role = tenant && (await getMembershipRole(tx, { tenantId: tenant.id, userId }));
    return role === "owner" ? tenant : undefined;
  });
  if (!isServed(owned)) throw data(null, { status: 404 });
  return owned;
}

const isServed = (tenant: Tenant | undefined): tenant is Tenant & { organizationId: string } =>
  tenant !== undefined && tenant.organizationId !== null && tenant.status !== "deleted";

export default function CompanySetUp({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { kind, loaded, name, backTo } = loaderData;
  return (
    <Page
      title={t("identity.companySetUp.title")}
      lead={t("identity.companySetUp.lead", { workspace: name })}
    >
      <ProviderPage page="CompanySignOn" kind={kind} loaded={loaded} lastResult={actionData} />
      <p>
        <a href={backTo} className="font-medium text-accent-text underline underline-offset-2">
          {t("identity.companySetUp.back")}
        </a>
      </p>
    </Page>
  );
}
