import { data, Link, redirect } from "react-router";
import { Card, CardHeader } from "#app/components/ui/card.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { tenantContext, tenantControlContext } from "#app/context.ts";
import { addMailDomain, listMailDomains } from "#app/db.people.server.ts";
import { MailDomainLimitReached } from "#app/db.server.ts";
import { MAX_MAIL_DOMAINS } from "#app/db.shared.ts";
import { readForm } from "#app/http/form.server.ts";
import { message } from "#app/i18n/message.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { memberActor } from "../members/member-actor.server.ts";
import { requireOwner } from "../security/require-owner.server.ts";
import type { Route } from "./+types/mail-domains.ts";
import { AddDomain } from "./add-domain.tsx";
import { mailDomainForm } from "./mail-domain-rules.ts";
import { stateOf } from "./mail-domain-state.ts";
import { mailDomainPath } from "./mail-domains-nav.ts";
import { readMailDomain } from "./read-mail-domain.server.ts";
import { StateBadge } from "./state-badge.tsx";

export async function loader({ context }: Route.LoaderArgs) {
  requireOwner(context);
  const { id: tenantId, name } = context.get(tenantContext);
  const rows = await context.get(tenantControlContext).read((tx) => listMailDomains(tx, tenantId));
  const domains = rows.map((row) => ({
    id: row.id,
    domain: row.domain,
    admission: row.admission,
    state: stateOf(row),
  }));
  return { domains, workspaceName: name };
}

export async function action({ request, context }: Route.ActionArgs) {
  requireOwner(context);
  const submission = await readForm(request, mailDomainForm);
  if (submission.status !== "success") return data(submission.reply(), { status: 400 });
  const read = readMailDomain(submission.value.domain);
  if ("error" in read)
    return data(submission.reply({ fieldErrors: { domain: [read.error] } }), { status: 400 });
  const asked = { tenantId: context.get(tenantContext).id, domain: read.domain, actor: memberActor(context) };
  try {
    const id = await context.get(tenantControlContext).write((tx) => addMailDomain(tx, asked));
    return redirect(mailDomainPath(id), 303);
  } catch (error) {
    if (!(error instanceof MailDomainLimitReached)) throw error;
    const formErrors = [message("mailDomains.errors.tooMany", { max: MAX_MAIL_DOMAINS })];
    return data(submission.reply({ formErrors }), { status: 409 });
  }
}

export default function MailDomains({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { domains, workspaceName } = loaderData;
  return (
    <Page title={t("mailDomains.title")} lead={t("mailDomains.lead", { workspace: workspaceName })}>
      <AddDomain lastResult={actionData} />
      {domains.length > 0 && (
        <Card aria-labelledby="listed">
          <CardHeader id="listed" title={t("mailDomains.listed")} />
          <ul className="divide-y">
            {domains.map(({ id, domain, admission, state }) => (
              <li key={id} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 px-4 py-3">
                <div className="min-w-0">
                  <Link to={mailDomainPath(id)} className="font-medium wrap-anywhere hover:underline">
                    <bdi>{domain}</bdi>
                  </Link>
                  <p className="text-xs text-muted">{t(`mailDomains.admissions.${admission}`)}</p>
                </div>
                <StateBadge state={state} />
              </li>
            ))}
          </ul>
        </Card>
      )}
    </Page>
  );
}
