import { data } from "react-router";
import { Page } from "#app/components/ui/page.tsx";
import { tenantDbContext } from "#app/context.ts";
import { readForm } from "#app/http/form.server.ts";
import { limit } from "#app/http/limits.server.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { RoleNotOffered } from "#app/identity/provider-errors.ts";
import { requireRecentSignIn } from "#app/identity/recent-sign-in.server.ts";
import type { Route } from "./+types/invite.ts";
import { invitableRoles } from "./invitable-roles.ts";
import { InviteAnswers } from "./invite-answers.tsx";
import { InviteForm } from "./invite-form.tsx";
import { invitePeople } from "./invite-people.server.ts";
import { inviteForm } from "./invite-rules.ts";
import { OutboxHint } from "./outbox-hint.tsx";
import { outboxUrl } from "./outbox-url.server.ts";
import { requireInviter } from "./require-inviter.server.ts";

export async function loader({ context }: Route.LoaderArgs) {
  const { member, tenant } = await requireInviter(context);
  return { roles: invitableRoles(member.role), workspaceName: tenant.name, outboxUrl: outboxUrl() };
}

export async function action(args: Route.ActionArgs) {
  const { request, context } = args;
  const inviter = await requireInviter(context);
  const submission = await readForm(request, inviteForm);
  if (submission.status !== "success") return data({ refused: submission.reply() }, { status: 400 });
  const refuseRole = (message: string) =>
    data({ refused: submission.reply({ fieldErrors: { role: [message] } }) }, { status: 400 });
  if (!invitableRoles(inviter.member.role).includes(submission.value.role))
    return refuseRole("invitations.errors.aboveYou");
  if (submission.value.role === "owner") await requireRecentSignIn(args);
  await limit("invitations", inviter.member.id);
  try {
    return { answers: await invitePeople(inviter, context.get(tenantDbContext), submission.value) };
  } catch (error) {
    if (error instanceof RoleNotOffered) return refuseRole("invitations.errors.notOffered");
    throw error;
  }
}

export default function Invite({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { roles, workspaceName, outboxUrl: outbox } = loaderData;
  const answers = actionData && "answers" in actionData ? actionData.answers : undefined;
  const refused = actionData && "refused" in actionData ? actionData.refused : undefined;
  return (
    <Page
      title={t("invitations.new")}
      lead={t("invitations.newLead", { workspace: workspaceName })}
      crumbs={[{ to: "/members/invitations", label: t("invitations.title") }]}
      width="column"
    >
      {answers ? (
        <>
          <InviteAnswers answers={answers} />
          <OutboxHint url={outbox} />
        </>
      ) : (
        <InviteForm roles={roles} lastResult={refused} />
      )}
    </Page>
  );
}
