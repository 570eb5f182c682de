import { data, redirect } from "react-router";
import { ActionForm } from "#app/components/ui/action-form.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { dataTierContext, memberContext, tenantContext } from "#app/context.ts";
import { flashCookie } from "#app/http/flash.server.ts";
import { readForm } from "#app/http/form.server.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { ProviderUnavailable } from "#app/identity/provider-errors.ts";
import { renamePerson } from "#app/identity/rename-person.server.ts";
import type { Route } from "./+types/account-name.ts";
import { nameForm } from "./account-rules.ts";

const ACCOUNT = "/account";

export function loader({ context }: Route.LoaderArgs) {
  const { firstName, lastName } = context.get(memberContext);
  return { firstName: firstName ?? "", lastName: lastName ?? "" };
}

export async function action({ request, context }: Route.ActionArgs) {
  const submission = await readForm(request, nameForm);
  if (submission.status !== "success") return data(submission.reply(), { status: 400 });
  const key = { tenantId: context.get(tenantContext).id, userId: context.get(memberContext).id };
  try {
    await renamePerson(context.get(dataTierContext), key, submission.value);
  } catch (error) {
    if (!(error instanceof ProviderUnavailable)) throw error;
    return data(submission.reply({ formErrors: ["settings.errors.unavailable"] }), { status: 503 });
  }
  const cookie = await flashCookie({ key: "account.nameSaved", name: "" });
  return redirect(ACCOUNT, { status: 303, headers: { "Set-Cookie": cookie } });
}

export default function AccountName({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { firstName, lastName } = loaderData;
  return (
    <Page
      title={t("account.changeName")}
      lead={t("account.nameLead")}
      crumbs={[{ to: ACCOUNT, label: t("account.title") }]}
      width="column"
    >
      <ActionForm
        fields={[
          { name: "firstName", label: t("account.firstName"), defaultValue: firstName },
          { name: "lastName", label: t("account.lastName"), defaultValue: lastName },
        ]}
        lastResult={actionData}
        isHarmful={false}
        submitLabel={t("account.saveName")}
        pendingLabel={t("settings.saving")}
        keepLabel={t("form.cancel")}
        keepTo={ACCOUNT}
      />
    </Page>
  );
}
