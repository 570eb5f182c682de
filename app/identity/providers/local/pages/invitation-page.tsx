import type { SubmissionResult } from "@conform-to/react";
import { Form } from "react-router";
import { ButtonLink, SubmitButton } from "#app/components/ui/button.tsx";
import { Page } from "#app/components/ui/page.tsx";
import type { InvitationStatus, Role } from "#app/db.shared.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { OtherAddress } from "../../../components/other-address.tsx";
import { SignUpToJoin } from "./sign-up-to-join.tsx";
import { StandInNote } from "./stand-in-note.tsx";

type Over = { kind: "over"; reason: Exclude<InvitationStatus, "pending"> | "unknown" };
type Open = {
  kind: "open";
  workspace: string;
  email: string;
  role: Role;
  inviter: string | undefined;
  hasAccount: boolean;
  user: { email: string; isTheirs: boolean } | null;
};
export type InvitationPageData = Over | Open;
type InvitationPageProps = { ticket: InvitationPageData; lastResult: SubmissionResult<string[]> | undefined };

export function InvitationPage({ ticket, lastResult }: InvitationPageProps) {
  if (ticket.kind === "over") return <OverPage reason={ticket.reason} />;
  const { user, email } = ticket;
  if (user && !user.isTheirs) return <OtherAddress email={user.email} invited={email} />;
  return <OpenPage ticket={ticket} lastResult={lastResult} />;
}

function OpenPage({ ticket, lastResult }: { ticket: Open; lastResult: InvitationPageProps["lastResult"] }) {
  const { t } = useTranslation();
  const { workspace, email, role, inviter, hasAccount, user } = ticket;
  const told = { workspace, role: t(`roles.${role}`) };
  const lead = inviter
    ? t("invitations.accept.lead", { ...told, inviter })
    : t("invitations.accept.leadUnnamed", told);
  return (
    <Page title={t("invitations.accept.title", { workspace })} lead={lead} width="form">
      {user && <Join email={user.email} />}
      {!user && <StandInNote />}
      {!user && hasAccount && <SignInToJoin email={email} />}
      {!user && !hasAccount && <SignUpToJoin email={email} lastResult={lastResult} />}
    </Page>
  );
}

function Join({ email }: { email: string }) {
  const { t } = useTranslation();
  return (
    <Form method="post" className="grid gap-4">
      <input type="hidden" name="intent" value="join" />
      <p className="text-base wrap-anywhere">{t("invitations.accept.signedInAs", { email })}</p>
      <SubmitButton size="lg" className="justify-self-start" pendingLabel={t("invitations.accept.joining")}>
        {t("invitations.accept.join")}
      </SubmitButton>
    </Form>
  );
}

function SignInToJoin({ email }: { email: string }) {
  const { t } = useTranslation();
  return (
    <Form method="post" className="grid gap-4">
      <input type="hidden" name="intent" value="signIn" />
      <p className="text-base wrap-anywhere">{t("invitations.accept.signIn", { email })}</p>
      <SubmitButton
        className="max-w-full justify-self-start wrap-anywhere"
        pendingLabel={t("invitations.accept.signingIn")}
      >
        {t("invitations.accept.signInAs", { email })}
      </SubmitButton>
    </Form>
  );
}

/** What it was, and what to do now. */
function OverPage({ reason }: { reason: Over["reason"] }) {
  const { t } = useTranslation();
  return (
    <Page
      title={t(`invitations.accept.${reason}.title`)}
      lead={t(`invitations.accept.${reason}.what`)}
      width="form"
    >
      <p className="text-base">{t(`invitations.accept.${reason}.next`)}</p>
      <div className="flex flex-wrap gap-2">
        <ButtonLink to="/workspaces" variant="primary">
          {t("errors.yourWorkspaces")}
        </ButtonLink>
        <ButtonLink to="/" variant="ghost">
          {t("errors.goHome")}
        </ButtonLink>
      </div>
    </Page>
  );
}
