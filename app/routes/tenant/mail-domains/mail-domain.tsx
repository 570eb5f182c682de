import { data, Form, redirect } from "react-router";
import { RelativeTime } from "#app/components/relative-time.tsx";
import { ActionForm } from "#app/components/ui/action-form.tsx";
import { Alert } from "#app/components/ui/alert.tsx";
import { ButtonLink, SubmitButton } from "#app/components/ui/button.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { changeAdmission } from "#app/db.people.server.ts";
import { ADMISSIONS, PROOF_GRACE_DAYS } from "#app/db.shared.ts";
import { flashCookie } from "#app/http/flash.server.ts";
import { readForm } from "#app/http/form.server.ts";
import { requireFound } from "#app/http/require-found.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { proofRecord } from "#app/identity/mail-domain.server.ts";
import { requireRecentSignIn } from "#app/identity/recent-sign-in.server.ts";
import { memberActor } from "../members/member-actor.server.ts";
import type { Route } from "./+types/mail-domain.ts";
import { admissionForm } from "./mail-domain-rules.ts";
import { stateOf } from "./mail-domain-state.ts";
import { mailDomainPath, mailDomainsNav } from "./mail-domains-nav.ts";
import { ProofRecord } from "./proof-record.tsx";
import { requireMailDomain } from "./require-mail-domain.server.ts";
import { StateBadge } from "./state-badge.tsx";

export async function loader({ context, params }: Route.LoaderArgs) {
  const { row } = await requireMailDomain(context, params.domainId);
  const { id, domain, admission, provenAt, checkedAt } = row;
  return { id, domain, admission, provenAt, checkedAt, state: stateOf(row), record: proofRecord(row) };
}

/** Whether people of the domain come in without asking: that opens the workspace. */
export async function action(args: Route.ActionArgs) {
  const { context, params, request } = args;
  const { key, control, row } = await requireMailDomain(context, params.domainId);
  const submission = await readForm(request, admissionForm);
  if (submission.status !== "success") return data(submission.reply(), { status: 400 });
  await requireRecentSignIn(args);
  const change = { ...key, ...submission.value, actor: memberActor(context) };
  requireFound((await control.write((tx) => changeAdmission(tx, change))) || undefined);
  const cookie = await flashCookie({ key: "mailDomains.saved", name: row.domain });
  return redirect(mailDomainPath(key.id), { status: 303, headers: { "Set-Cookie": cookie } });
}

export default function MailDomainPage({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { id, domain, admission, provenAt, checkedAt, state, record } = loaderData;
  const path = mailDomainPath(id);
  return (
    <Page
      title={domain}
      lead={<StateBadge state={state} />}
      crumbs={[{ to: mailDomainsNav.to, label: t("mailDomains.title") }]}
      width="column"
      action={
        <ButtonLink to={`${path}/remove`} variant="ghost">
          {t("mailDomains.remove")}
        </ButtonLink>
      }
    >
      {state === "missing" && (
        <Alert tone="warning">{t("mailDomains.missing", { days: PROOF_GRACE_DAYS })}</Alert>
      )}
      <section aria-labelledby="proof" className="grid gap-3">
        <h2 id="proof" className="text-base font-semibold">
          {t("mailDomains.proof")}
        </h2>
        <p className="text-muted">
          {provenAt ? t("mailDomains.provenText") : t("mailDomains.pendingText")}
          {checkedAt && " "}
          {checkedAt && t("mailDomains.checked")} {checkedAt && <RelativeTime at={checkedAt} />}
        </p>
        <ProofRecord record={record} />
        <Form method="post" action={`${path}/checks`}>
          <SubmitButton variant={provenAt ? "secondary" : "primary"} pendingLabel={t("mailDomains.checking")}>
            {t("mailDomains.check")}
          </SubmitButton>
        </Form>
      </section>
      <section aria-labelledby="admission" className="grid gap-3">
        <h2 id="admission" className="text-base font-semibold">
          {t("mailDomains.admission")}
        </h2>
        <p className="text-muted">{t("mailDomains.admissionText")}</p>
        <ActionForm
          fields={[
            {
              name: "admission",
              label: t("mailDomains.people"),
              defaultValue: admission,
              options: ADMISSIONS.map((value) => ({ value, label: t(`mailDomains.admissions.${value}`) })),
            },
          ]}
          lastResult={actionData}
          isHarmful={false}
          submitLabel={t("security.save")}
          pendingLabel={t("security.saving")}
          keepLabel={t("form.cancel")}
          keepTo={mailDomainsNav.to}
        />
      </section>
    </Page>
  );
}
