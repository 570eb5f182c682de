import type { ReactNode } from "react";
import { Form, useResolvedPath } from "react-router";
import { ButtonLink, SubmitButton } from "#app/components/ui/button.tsx";
import { useTranslation } from "#app/i18n/translation.tsx";

/** What can be done to a member beside another role. */
export function MemberActs({ isDeactivated }: { isDeactivated: boolean }) {
  const { t } = useTranslation();
  const sessions = useResolvedPath("sessions");
  const activity = useResolvedPath(isDeactivated ? "reactivations" : "deactivations");
  const act = isDeactivated ? "reactivate" : "deactivate";
  return (
    <div className="mt-4 grid gap-6 border-t pt-6">
      {!isDeactivated && (
        <Act id="sessions" title={t("sessions.endOfMemberTitle")} text={t("sessions.endOfMemberText")}>
          <Form method="post" action={sessions.pathname}>
            <SubmitButton variant="secondary" pendingLabel={t("sessions.ending")}>
              {t("sessions.endOfMember")}
            </SubmitButton>
          </Form>
        </Act>
      )}
      <Act id="activity" title={t(`members.${act}Title`)} text={t(`members.${act}Text`)}>
        <Form method="post" action={activity.pathname}>
          <SubmitButton variant="secondary" pendingLabel={t("members.changing")}>
            {t(`members.${act}`)}
          </SubmitButton>
        </Form>
      </Act>
      <Act id="remove" title={t("members.removeHeading")} text={t("members.removeText")}>
        <ButtonLink to="remove" className="text-danger!">
          {t("members.remove")}
        </ButtonLink>
      </Act>
    </div>
  );
}

type ActProps = { id: string; title: string; text: string; children: ReactNode };

function Act({ id, title, text, children }: ActProps) {
  return (
    <section aria-labelledby={id} className="flex flex-wrap items-center justify-between gap-4">
      <div className="grid gap-0.5">
        <h2 id={id} className="font-semibold">
          {title}
        </h2>
        <p className="text-muted">{text}</p>
      </div>
      {children}
    </section>
  );
}
