import { data, redirect } from "react-router";
import { ActionForm } from "#app/components/ui/action-form.tsx";
import { Alert } from "#app/components/ui/alert.tsx";
import { Card, CardHeader } from "#app/components/ui/card.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { LastOwner } from "#app/db.server.ts";
import { ROLES } from "#app/db.shared.ts";
import { flashCookie } from "#app/http/flash.server.ts";
import { readForm } from "#app/http/form.server.ts";
import { personName } from "#app/i18n/person-name.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { RoleNotOffered } from "#app/identity/provider-errors.ts";
import { mayAssign } from "#app/permissions.ts";
import type { Route } from "./+types/member.ts";
import { changeMemberHere } from "./change-member.server.ts";
import { MemberActs } from "./member-acts.tsx";
import { MemberFacts } from "./member-facts.tsx";
import { roleChange } from "./member-rules.ts";
import { requireManager } from "./require-manager.server.ts";
import { requireMemberOf } from "./require-member-of.server.ts";

export async function loader({ context, params }: Route.LoaderArgs) {
  const manager = requireManager(context);
  const { id, email, firstName, lastName, role, isActive, lastSeenAt, joinedAt } = await requireMemberOf(
    context,
    params.userId,
  );
  return {
    person: { id, email, name: personName({ firstName, lastName, email }) },
    role,
    isActive,
    lastSeenAt,
    joinedAt,
    isOwn: id === manager.id,
    roles: isActive && mayAssign(manager.role, role) ? ROLES.filter((to) => mayAssign(manager.role, to)) : [],
  };
}

export async function action({ context, params, request }: Route.ActionArgs) {
  requireManager(context);
  const { id, email, firstName, lastName } = await requireMemberOf(context, params.userId);
  const submission = await readForm(request, roleChange);
  if (submission.status !== "success") return data(submission.reply(), { status: 400 });
  try {
    await changeMemberHere(context, id, submission.value.role);
  } catch (error) {
    const refusal = refusalOf(error);
    if (!refusal) throw error;
    return data(submission.reply({ fieldErrors: { role: [refusal] } }), { status: 409 });
  }
  const name = personName({ firstName, lastName, email });
  const cookie = await flashCookie({ key: "members.roleChanged", name });
  return redirect("/members", { status: 303, headers: { "Set-Cookie": cookie } });
}

/** In the form's words; undefined where it is no refusal. */
function refusalOf(error: unknown): string | undefined {
  if (error instanceof LastOwner) return "members.errors.lastOwner";
  if (error instanceof RoleNotOffered) return "members.errors.notOffered";
  return undefined;
}

export default function MemberPage({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { person, role, roles, isActive, isOwn } = loaderData;
  const options = roles.map((value) => ({ value, label: t(`roles.${value}`) }));
  const hint = t(isOwn ? "members.ownRoleHint" : "members.roleHint");
  return (
    <Page title={person.name} crumbs={[{ to: "/members", label: t("members.title") }]}>
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <MemberFacts {...loaderData} />
        {options.length > 0 && (
          <Card aria-labelledby="role">
            <CardHeader id="role" title={t("members.changeRole")} />
            <div className="p-4">
              <ActionForm
                fields={[{ name: "role", label: t("members.role"), hint, defaultValue: role, options }]}
                lastResult={actionData}
                isHarmful={false}
                submitLabel={t("members.changeRole")}
                pendingLabel={t("members.changing")}
                keepLabel={t("form.cancel")}
                keepTo="/members"
              />
            </div>
          </Card>
        )}
      </div>
      {!isActive && <Alert>{t("members.isFormer")}</Alert>}
      {isActive && options.length > 0 && !isOwn && <MemberActs />}
    </Page>
  );
}
