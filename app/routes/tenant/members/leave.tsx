import { data, redirect } from "react-router";
import { ActionForm } from "#app/components/ui/action-form.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { memberContext, tenantContext } from "#app/context.ts";
import { LastOwner } from "#app/db.server.ts";
import { noFields, readForm } from "#app/http/form.server.ts";
import { apexUrl } from "#app/http/urls.server.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { requireRecentSignIn } from "#app/identity/recent-sign-in.server.ts";
import type { Route } from "./+types/leave.ts";
import { changeMemberHere } from "./change-member.server.ts";

export const loader = ({ context }: Route.LoaderArgs) => ({ workspaceName: context.get(tenantContext).name });

export async function action(args: Route.ActionArgs) {
  const { context, request } = args;
  const submission = await readForm(request, noFields);
  if (submission.status !== "success") return data(submission.reply(), { status: 400 });
  if (context.get(memberContext).role === "owner") await requireRecentSignIn(args);
  try {
    await changeMemberHere(context, context.get(memberContext).id, undefined);
  } catch (error) {
    if (!(error instanceof LastOwner)) throw error;
    return data(submission.reply({ formErrors: ["members.errors.lastOwnerLeaves"] }), { status: 409 });
  }
  return redirect(apexUrl("/workspaces"), 303);
}

export default function Leave({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { workspaceName } = loaderData;
  return (
    <Page
      title={t("members.leaveTitle", { workspace: workspaceName })}
      lead={t("members.leaveLead")}
      width="column"
    >
      <ul className="grid list-disc gap-1 pl-5 text-base">
        <li>{t("members.leaveAtOnce")}</li>
        <li>{t("members.leaveKeeps")}</li>
      </ul>
      <ActionForm
        fields={[]}
        lastResult={actionData}
        isHarmful
        submitLabel={t("members.leave")}
        pendingLabel={t("members.leaving")}
        keepLabel={t("members.stay")}
        keepTo="/dashboard"
      />
    </Page>
  );
}
