import { data, redirect } from "react-router";
import { ActionForm } from "#app/components/ui/action-form.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { removeMailDomain } from "#app/db.people.server.ts";
import { flashCookie } from "#app/http/flash.server.ts";
import { noFields, readForm } from "#app/http/form.server.ts";
import { requireFound } from "#app/http/require-found.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { memberActor } from "../members/member-actor.server.ts";
import type { Route } from "./+types/mail-domain-remove.ts";
import { mailDomainPath, mailDomainsNav } from "./mail-domains-nav.ts";
import { requireMailDomain } from "./require-mail-domain.server.ts";

export async function loader({ context, params }: Route.LoaderArgs) {
  const { row } = await requireMailDomain(context, params.domainId);
  return { id: row.id, domain: row.domain };
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const { key, control } = await requireMailDomain(context, params.domainId);
  const submission = await readForm(request, noFields);
  if (submission.status !== "success") return data(submission.reply(), { status: 400 });
  const name = requireFound(await control.write((tx) => removeMailDomain(tx, key, memberActor(context))));
  const cookie = await flashCookie({ key: "mailDomains.removed", name });
  return redirect(mailDomainsNav.to, { status: 303, headers: { "Set-Cookie": cookie } });
}

export default function RemoveMailDomain({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { id, domain } = loaderData;
  return (
    <Page
      title={t("mailDomains.removeTitle", { domain })}
      lead={t("mailDomains.removeLead")}
      crumbs={[
        { to: mailDomainsNav.to, label: t("mailDomains.title") },
        { to: mailDomainPath(id), label: domain },
      ]}
      width="column"
    >
      <ActionForm
        fields={[]}
        lastResult={actionData}
        isHarmful
        submitLabel={t("mailDomains.remove")}
        pendingLabel={t("mailDomains.removing")}
        keepLabel={t("form.cancel")}
        keepTo={mailDomainPath(id)}
      />
    </Page>
  );
}
