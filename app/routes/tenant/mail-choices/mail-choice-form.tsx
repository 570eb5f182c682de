import {
  type FieldMetadata,
  getFormProps,
  getSelectProps,
  type SubmissionResult,
  useForm,
} from "@conform-to/react";
import type { ReactNode, Ref } from "react";
import { Form } from "react-router";
import { SubmitButton } from "#app/components/ui/button.tsx";
import { ErrorSummary } from "#app/components/ui/error-summary.tsx";
import { Field } from "#app/components/ui/field.tsx";
import { formErrors } from "#app/components/ui/form-errors.ts";
import { useLastResult } from "#app/components/ui/kept-form.tsx";
import { Select } from "#app/components/ui/select.tsx";
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
  const labelled: [{ id: string; errors?: string[] }, string][] = [
    [rhythm, t("mailChoices.rhythm")],
    [hour, t("mailChoices.hour")],
    [timeZone, t("mailChoices.timeZone")],
    [mailed, t("mailChoices.kinds")],
  ];
  const errors = labelled.map(([{ id, errors: said }, label]) => ({ id, label, errors: said ?? [] }));
  return (
    <Form method="post" {...getFormProps(form)} className="grid gap-6">
      <ErrorSummary errors={formErrors(form, errors)} />
      <RhythmChoice field={rhythm} />
      <div className="grid gap-6 sm:grid-cols-2">
        <Choice field={hour} label={t("mailChoices.hour")} hint={t("mailChoices.hourHint")}>
          {hours.map((label, value) => (
            <option key={label} value={value}>
              {label}
            </option>
          ))}
        </Choice>
        <Choice
          field={timeZone}
          label={t("mailChoices.timeZone")}
          hint={t("mailChoices.timeZoneHint")}
          place={zone}
        >
          {zones.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </Choice>
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

type ChoiceProps = {
  field: FieldMetadata<string>;
  label: string;
  hint: string;
  place?: Ref<HTMLSelectElement>;
  children: ReactNode;
};

function Choice({ field, label, hint, place, children }: ChoiceProps) {
  const { key: _key, ...select } = getSelectProps(field);
  return (
    <Field id={field.id} label={label} hint={hint} errors={field.errors ?? []}>
      {(control) => (
        <Select {...select} {...control} ref={place}>
          {children}
        </Select>
      )}
    </Field>
  );
}
