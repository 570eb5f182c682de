import { data, redirect } from "react-router";
import { Page } from "#app/components/ui/page.tsx";
import { Pagination } from "#app/components/ui/pagination.tsx";
import { sessionContext, tenantContext, tenantControlContext } from "#app/context.ts";
import { changeSecurity, getSecurity } from "#app/db.people.server.ts";
import { CompanySignOnMissing, SecondFactorMissing } from "#app/db.server.ts";
import { flashCookie } from "#app/http/flash.server.ts";
import { readForm } from "#app/http/form.server.ts";
import { apexUrl } from "#app/http/urls.server.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { companyOf } from "#app/identity/company-facts.server.ts";
import { companySetUpPath, reenterPath, secondFactorPath } from "#app/identity/paths.ts";
import { requireRecentSignIn } from "#app/identity/recent-sign-in.server.ts";
import { pagePaths } from "#app/validation/list-path.ts";
import { memberActor } from "../members/member-actor.server.ts";
import type { Route } from "./+types/security.ts";
import { FactorTable } from "./factor-table.tsx";
import { listFactors } from "./list-factors.server.ts";
import { OwnCompany } from "./own-company.tsx";
import { OwnFactor } from "./own-factor.tsx";
import { requireOwner } from "./require-owner.server.ts";
import { SecurityForm } from "./security-form.tsx";
import { securityForm } from "./security-rules.ts";
import { readSecuritySearch } from "./security-search.ts";

const PATH = "/settings/security";

export async function loader({ context, url }: Route.LoaderArgs) {
  requireOwner(context);
  const { id: tenantId, slug, name } = context.get(tenantContext);
  const search = readSecuritySearch(url.searchParams);
  const session = context.get(sessionContext);
  const [security, page, companyDomain] = await Promise.all([
    context.get(tenantControlContext).read((tx) => getSecurity(tx, tenantId)),
    listFactors(context, search.cursor),
    session && companyOf(session),
  ]);
  return {
    security,
    people: page.items,
    ...pagePaths(PATH, {}, page),
    workspaceName: name,
    hasSecondFactor: session?.hasSecondFactor ?? false,
    companyDomain,
    setUpUrl: apexUrl(companySetUpPath(slug)),
    factorUrl: apexUrl(secondFactorPath(reenterPath(slug, PATH))),
  };
}

export async function action(args: Route.ActionArgs) {
  const { context, request } = args;
  const owner = requireOwner(context);
  await requireRecentSignIn(args);
  const submission = await readForm(request, securityForm);
  if (submission.status !== "success") return data(submission.reply(), { status: 400 });
  const session = context.get(sessionContext);
  const hasSecondFactor = session?.hasSecondFactor ?? false;
  const companyDomain = session && (await companyOf(session));
  const by = { userId: owner.id, actor: memberActor(context), hasSecondFactor, companyDomain };
  const change = { tenantId: context.get(tenantContext).id, to: submission.value, by };
  try {
    await context.get(tenantControlContext).write((tx) => changeSecurity(tx, change));
  } catch (error) {
    return data(submission.reply({ fieldErrors: refusalOf(error) }), { status: 409 });
  }
  const cookie = await flashCookie({ key: "security.saved", name: "" });
  return redirect(PATH, { status: 303, headers: { "Set-Cookie": cookie } });
}

/** What who asks lacks themselves. Throws what is no such refusal. */
function refusalOf(error: unknown): Record<string, string[]> {
  if (error instanceof SecondFactorMissing) return { needsSecondFactor: ["security.errors.ownFactorFirst"] };
  if (error instanceof CompanySignOnMissing) return { companyDomains: ["security.errors.ownCompanyFirst"] };
  throw error;
}

export default function SecurityPage({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { security, people, next, previous, workspaceName } = loaderData;
  const { hasSecondFactor, factorUrl, companyDomain, setUpUrl } = loaderData;
  return (
    <Page title={t("security.title")} lead={t("security.lead", { workspace: workspaceName })}>
      <div className="w-full max-w-form">
        <SecurityForm
          security={security}
          lastResult={actionData}
          ownFactor={<OwnFactor hasIt={hasSecondFactor} url={factorUrl} />}
          ownCompany={<OwnCompany domain={companyDomain} url={setUpUrl} />}
        />
      </div>
      <section aria-labelledby="people" className="grid gap-4 border-t pt-6">
        <div className="grid gap-0.5">
          <h2 id="people" className="text-base font-semibold">
            {t("security.people")}
          </h2>
          <p className="text-muted">{t("security.peopleHint")}</p>
        </div>
        <FactorTable rows={people} />
        <Pagination next={next} previous={previous} />
      </section>
    </Page>
  );
}
