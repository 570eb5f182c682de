import { Alert } from "#app/components/ui/alert.tsx";
import { Badge, type Tone } from "#app/components/ui/badge.tsx";
import { ButtonLink } from "#app/components/ui/button.tsx";
import { Card, CardHeader } from "#app/components/ui/card.tsx";
import { useTranslation } from "#app/i18n/translation.tsx";
import type { BulkAnswer, BulkOutcome } from "./change-many.server.ts";

const tones: Record<BulkOutcome, Tone> = {
  done: "success",
  lastOwner: "warning",
  aboveYou: "warning",
  yourself: "warning",
  notOffered: "warning",
  gone: "neutral",
  failed: "danger",
  notReached: "danger",
};

/** What became of each person. */
export function BulkAnswers({ answers }: { answers: BulkAnswer[] }) {
  const { t } = useTranslation();
  const count = answers.filter(({ outcome }) => outcome === "done").length;
  return (
    <>
      <Alert tone={count > 0 ? "success" : "warning"}>
        {t(count > 0 ? "members.bulk.changed" : "members.bulk.noneChanged", { count })}
      </Alert>
      <Card aria-labelledby="answers">
        <CardHeader id="answers" title={t("members.bulk.answersTitle")} />
        <ul className="divide-y">
          {answers.map(({ id, name, outcome }) => (
            <li key={id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 px-4 py-2.5">
              <bdi className="min-w-0 font-medium wrap-anywhere">{name}</bdi>
              <Badge tone={tones[outcome]}>{t(`members.bulk.outcome.${outcome}`)}</Badge>
            </li>
          ))}
        </ul>
      </Card>
      <div>
        <ButtonLink to="/members" variant="primary">
          {t("members.bulk.toList")}
        </ButtonLink>
      </div>
    </>
  );
}
