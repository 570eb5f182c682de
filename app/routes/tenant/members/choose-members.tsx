import type { ReactNode } from "react";
import { Form } from "react-router";
import { SubmitButton } from "#app/components/ui/button.tsx";
import { useTranslation } from "#app/i18n/translation.tsx";

/** Around a list with a checkbox a person: those who are ticked are changed on the next page. */
export function ChooseMembers({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <Form method="get" action="/members/changes" className="grid gap-3">
      {children}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <SubmitButton variant="secondary" size="sm">
          {t("members.bulk.change")}
        </SubmitButton>
        <p className="text-muted">{t("members.bulk.changeHint")}</p>
      </div>
    </Form>
  );
}
