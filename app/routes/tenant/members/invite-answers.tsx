import { Alert } from "#app/components/ui/alert.tsx";
import { Badge, type Tone } from "#app/components/ui/badge.tsx";
import { ButtonLink } from "#app/components/ui/button.tsx";
import { Card, CardHeader } from "#app/components/ui/card.tsx";
import { useTranslation } from "#app/i18n/translation.tsx";
import type { Answer, Outcome } from "./invite-people.server.ts";

const tones: Record<Outcome, Tone> = {
  invited: "success",
  alreadyMember: "neutral",
  alreadyInvited: "neutral",
  malformed: "danger",
  notSent: "warning",
};

/** What became of each line that was typed, in its order. */
export function InviteAnswers({ answers }: { answers: Answer[] }) {
  const { t } = useTranslation();
  const count = answers.filter(({ outcome }) => outcome === "invited").length;
  return (
    <>
      <Alert tone={count > 0 ? "success" : "warning"}>
        {t(count > 0 ? "invitations.sent" : "invitations.noneSent", { count })}
      </Alert>
      <Card aria-labelledby="answers">
        <CardHeader id="answers" title={t("invitations.answersTitle")} />
        <ul className="divide-y">
          {answers.map(({ typed, outcome }, at) => (
            <li
              // biome-ignore lint/suspicious/noArrayIndexKey: the same may be typed twice, and nothing moves
              key={at}
              className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 px-4 py-2.5"
            >
              <bdi className="min-w-0 wrap-anywhere">{typed}</bdi>
              <Badge tone={tones[outcome]}>{t(`invitations.outcome.${outcome}`)}</Badge>
            </li>
          ))}
        </ul>
      </Card>
      <div className="flex flex-wrap gap-2">
        <ButtonLink to="/members/invitations" variant="primary">
          {t("invitations.toList")}
        </ButtonLink>
        <ButtonLink to="/members/invitations/new" reloadDocument>
          {t("invitations.more")}
        </ButtonLink>
      </div>
    </>
  );
}
