import { data, redirect } from "react-router";
import { ActionForm } from "#app/components/ui/action-form.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { tenantContext } from "#app/context.ts";
import { LastOwner } from "#app/db.server.ts";
import { flashCookie } from "#app/http/flash.server.ts";
import { noFields, readForm } from "#app/http/form.server.ts";
import { personName } from "#app/i18n/person-name.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { requireRecentSignIn } from "#app/identity/recent-sign-in.server.ts";
import { mayAssign } from "#app/permissions.ts";
import type { Route } from "./+types/member-remove.ts";
import { changeMemberHere } from "./change-member.server.ts";
import { memberState } from "./member-state.ts";
import { memberPath } from "./member-table.tsx";
import { requireManager } from "./require-manager.server.ts";
import { requireMemberOf } from "./require-member-of.server.ts";

export async function loader({ context, params }: Route.LoaderArgs) {
  const manager = requireManager(context);
  const member = await requireMemberOf(context, params.userId);
  if (memberState(member) === "former") throw data(null, { status: 404 });
  if (!mayAssign(manager.role, member.role)) throw data(null, { status: 403 });
  return { id: member.id, name: personName(member), workspaceName: context.get(tenantContext).name };
}

export async function action(args: Route.ActionArgs) {
  const { context, params, request } = args;
  requireManager(context);
  const member = await requireMemberOf(context, params.userId);
  const submission = await readForm(request, noFields);
  if (submission.status !== "success") return data(submission.reply(), { status: 400 });
  if (member.role === "owner") await requireRecentSignIn(args);
  try {
    await changeMemberHere(context, member.id, undefined);
  } catch (error) {
    if (!(error instanceof LastOwner)) throw error;
    return data(submission.reply({ formErrors: ["members.errors.lastOwner"] }), { status: 409 });
  }
  const cookie = await flashCookie({ key: "members.removed", name: personName(member) });
  return redirect("/members", { status: 303, headers: { "Set-Cookie": cookie } });
}

export default function RemoveMember({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { id, name, workspaceName } = loaderData;
  return (
    <Page
      title={t("members.removeTitle", { name })}
      lead={t("members.removeLead", { workspace: workspaceName })}
      crumbs={[
        { to: "/members", label: t("members.title") },
        { to: memberPath(id), label: name },
      ]}
      width="column"
    >
      <ul className="grid list-disc gap-1 pl-5 text-base">
        <li>{t("members.removeAtOnce")}</li>
        <li>{t("members.removeKeeps")}</li>
        <li>{t("members.removeAgain")}</li>
      </ul>
      <ActionForm
        fields={[]}
        lastResult={actionData}
        isHarmful
        submitLabel={t("members.remove")}
        pendingLabel={t("members.removing")}
        keepLabel={t("members.keep")}
        keepTo={memberPath(id)}
      />
    </Page>
  );
}
