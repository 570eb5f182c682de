import { getFormProps, type SubmissionResult, useForm } from "@conform-to/react";
import { Form } from "react-router";
import { SubmitButton } from "#app/components/ui/button.tsx";
import { ErrorSummary } from "#app/components/ui/error-summary.tsx";
import { formErrors } from "#app/components/ui/form-errors.ts";
import { useLastResult } from "#app/components/ui/kept-form.tsx";
import { SelectField } from "#app/components/ui/select-field.tsx";
import type { MailChoice } from "#app/db.shared.ts";
import { dateFormat } from "#app/i18n/formatters.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { KindChoice } from "./kind-choice.tsx";
import { RhythmChoice } from "./rhythm-choice.tsx";
import { useOwnZone } from "./use-own-zone.ts";

type MailChoiceFormProps = {
  choice: MailChoice;
  isZoneOpen: boolean;
  zones: string[];
  kinds: string[];
  lastResult: SubmissionResult<string[]> | undefined;
};

export function MailChoiceForm({ choice, isZoneOpen, zones, kinds, lastResult }: MailChoiceFormProps) {
  const { t } = useTranslation();
  const hours = useHours();
  const [form, fields] = useForm({
    id: "mail",
    lastResult: useLastResult(lastResult),
    defaultValue: {
      rhythm: choice.rhythm as string,
      hour: String(choice.hour),
      timeZone: choice.timeZone,
      kinds: kinds.filter((kind) => !choice.silentKinds.includes(kind)),
    },
  });
  const zone = useOwnZone(isZoneOpen && !lastResult);
  const { rhythm, hour, timeZone, kinds: mailed } = fields;
  const errors = formErrors(form, [
    [rhythm, t("mailChoices.rhythm")],
    [hour, t("mailChoices.hour")],
    [timeZone, t("mailChoices.timeZone")],
    [mailed, t("mailChoices.kinds")],
  ]);
  return (
    <Form method="post" {...getFormProps(form)} className="grid gap-6">
      <ErrorSummary errors={errors} />
      <RhythmChoice field={rhythm} />
      <div className="grid gap-6 sm:grid-cols-2">
        <SelectField
          field={hour}
          label={t("mailChoices.hour")}
          hint={t("mailChoices.hourHint")}
          choices={hours.map((label, value) => ({ value: String(value), label }))}
        />
        <SelectField
          field={timeZone}
          label={t("mailChoices.timeZone")}
          hint={t("mailChoices.timeZoneHint")}
          place={zone}
          choices={zones.map((value) => ({ value, label: value }))}
        />
      </div>
      <KindChoice field={mailed} kinds={kinds} />
      <div className="border-t pt-5">
        <SubmitButton pendingLabel={t("mailChoices.saving")}>{t("mailChoices.save")}</SubmitButton>
      </div>
    </Form>
  );
}

const HOURS = 24;

/** The full hours of a day, as the reader's language writes them. */
function useHours(): string[] {
  const { i18n } = useTranslation();
  const clock = dateFormat(i18n.language, { hour: "numeric", minute: "2-digit", timeZone: "UTC" });
  return Array.from({ length: HOURS }, (_, hour) => clock.format(Date.UTC(2000, 0, 1, hour)));
}
