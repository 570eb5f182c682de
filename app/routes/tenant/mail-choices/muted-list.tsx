import { Form } from "react-router";
import { SubmitButton } from "#app/components/ui/button.tsx";
import { Card } from "#app/components/ui/card.tsx";
import type { MutedThing } from "#app/db.tenant.server.ts";
import { useTranslation } from "#app/i18n/translation.tsx";

/** What the person has no mail about in this workspace, and may see. */
export function MutedList({ muted, workspaceName }: { muted: MutedThing[]; workspaceName: string }) {
  const { t } = useTranslation();
  return (
    <section aria-labelledby="muted" className="grid gap-4 border-t pt-6">
      <div className="grid gap-0.5">
        <h2 id="muted" className="text-base font-semibold">
          {t("mailChoices.muted")}
        </h2>
        <p className="text-muted">{t("mailChoices.mutedHint", { workspace: workspaceName })}</p>
      </div>
      <Card>
        <ul className="divide-y">
          {muted.map((thing) => (
            <MutedItem key={`${thing.subjectType} ${thing.subjectId}`} thing={thing} />
          ))}
        </ul>
      </Card>
    </section>
  );
}

function MutedItem({ thing: { subjectType, subjectId, name } }: { thing: MutedThing }) {
  const { t } = useTranslation();
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1 px-4 py-2.5">
      <bdi className="min-w-0 wrap-anywhere font-medium">{name}</bdi>
      <Form method="post" action="/notifications/unmutings">
        <input type="hidden" name="subjectType" value={subjectType} />
        <input type="hidden" name="subjectId" value={subjectId} />
        <SubmitButton
          variant="secondary"
          size="sm"
          aria-label={t("mailChoices.unmuteNamed", { name })}
          pendingLabel={t("mailChoices.unmuting")}
        >
          {t("mailChoices.unmute")}
        </SubmitButton>
      </Form>
    </li>
  );
}
