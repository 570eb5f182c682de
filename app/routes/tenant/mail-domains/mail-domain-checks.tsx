/** The DNS is asked for the record of one domain, now. */
import { data, redirect } from "react-router";
import { ActionForm } from "#app/components/ui/action-form.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { noteMailDomainMissing, proveMailDomain } from "#app/db.people.server.ts";
import { AlreadyTaken } from "#app/db.server.ts";
import { findTxt } from "#app/dns/txt-records.server.ts";
import { flashCookie } from "#app/http/flash.server.ts";
import { noFields, readForm } from "#app/http/form.server.ts";
import { requireFound } from "#app/http/require-found.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { proofRecord } from "#app/identity/mail-domain.server.ts";
import { memberActor } from "../members/member-actor.server.ts";
import type { Route } from "./+types/mail-domain-checks.ts";
import { mailDomainPath, mailDomainsNav } from "./mail-domains-nav.ts";
import { ProofRecord } from "./proof-record.tsx";
import { requireMailDomain } from "./require-mail-domain.server.ts";

export async function loader({ context, params }: Route.LoaderArgs) {
  const { row } = await requireMailDomain(context, params.domainId);
  return { id: row.id, domain: row.domain, record: proofRecord(row) };
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const { row, key, control } = await requireMailDomain(context, params.domainId);
  const submission = await readForm(request, noFields);
  const refuse = (error: string) => data(submission.reply({ formErrors: [error] }), { status: 409 });
  const { name, text } = proofRecord(row);
  const answer = await findTxt(name, text);
  if (answer === "unknown") return refuse("mailDomains.errors.notAnswered");
  if (answer === "missing") {
    await control.write((tx) => noteMailDomainMissing(tx, key));
    return refuse("mailDomains.errors.notFound");
  }
  try {
    requireFound((await control.write((tx) => proveMailDomain(tx, key, memberActor(context)))) || undefined);
  } catch (error) {
    if (!(error instanceof AlreadyTaken)) throw error;
    return refuse("mailDomains.errors.provenElsewhere");
  }
  const cookie = await flashCookie({ key: "mailDomains.proven", name: row.domain });
  return redirect(mailDomainPath(row.id), { status: 303, headers: { "Set-Cookie": cookie } });
}

export default function MailDomainChecks({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { id, domain, record } = loaderData;
  return (
    <Page
      title={t("mailDomains.checkTitle", { domain })}
      lead={t("mailDomains.checkLead")}
      crumbs={[
        { to: mailDomainsNav.to, label: t("mailDomains.title") },
        { to: mailDomainPath(id), label: domain },
      ]}
      width="column"
    >
      <ProofRecord record={record} />
      <ActionForm
        fields={[]}
        lastResult={actionData}
        isHarmful={false}
        submitLabel={t("mailDomains.check")}
        pendingLabel={t("mailDomains.checking")}
        keepLabel={t("form.cancel")}
        keepTo={mailDomainPath(id)}
      />
    </Page>
  );
}
