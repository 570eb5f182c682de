import {
  type FieldMetadata,
  getFormProps,
  getSelectProps,
  type SubmissionResult,
  useForm,
} from "@conform-to/react";
import { Form } from "react-router";
import { SubmitButton } from "#app/components/ui/button.tsx";
import { ErrorSummary } from "#app/components/ui/error-summary.tsx";
import { Field } from "#app/components/ui/field.tsx";
import { formErrors } from "#app/components/ui/form-errors.ts";
import { useLastResult } from "#app/components/ui/kept-form.tsx";
import { Select } from "#app/components/ui/select.tsx";
import { THEMES, type Theme } from "#app/db.shared.ts";
import { LANGUAGE_NAMES, languages } from "#app/i18n/i18n.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { KindChoice } from "./kind-choice.tsx";

type AccountFormProps = {
  preferences: { language: string; theme: Theme; timeZone: string; kinds: string[] };
  zones: string[];
  lastResult: SubmissionResult<string[]> | undefined;
};

/** How pages look and speak to one person, and what they are told of. */
export function AccountForm({ preferences, zones, lastResult }: AccountFormProps) {
  const { t } = useTranslation();
  const [form, fields] = useForm({
    id: "account",
    lastResult: useLastResult(lastResult),
    defaultValue: preferences,
    shouldValidate: "onSubmit",
  });
  const { language, theme, timeZone, kinds } = fields;
  const labels = {
    language: t("preferences.language"),
    theme: t("preferences.theme"),
    timeZone: t("settings.timeZone"),
    kinds: t("account.told"),
  };
  const errors = formErrors(form, [
    { ...pick(language), label: labels.language },
    { ...pick(theme), label: labels.theme },
    { ...pick(timeZone), label: labels.timeZone },
    { ...pick(kinds), label: labels.kinds },
  ]);
  return (
    <Form method="post" {...getFormProps(form)} className="grid gap-6">
      <ErrorSummary errors={errors} />
      <Choice
        field={language}
        label={labels.language}
        hint={t("account.languageHint")}
        options={[
          { value: "", label: t("account.asWorkspace") },
          ...languages.map((value) => ({ value, label: LANGUAGE_NAMES[value] })),
        ]}
      />
      <Choice
        field={theme}
        label={labels.theme}
        options={THEMES.map((value) => ({ value, label: t(`preferences.${value}`) }))}
      />
      <Choice
        field={timeZone}
        label={labels.timeZone}
        hint={t("account.timeZoneHint")}
        options={[
          { value: "", label: t("account.zoneOfWorkspace") },
          ...zones.map((value) => ({ value, label: value.replaceAll("_", " ") })),
        ]}
      />
      <KindChoice field={kinds} label={labels.kinds} />
      <div className="border-t pt-5">
        <SubmitButton pendingLabel={t("settings.saving")}>{t("settings.save")}</SubmitButton>
      </div>
    </Form>
  );
}

const pick = ({ id, errors }: { id: string; errors?: string[] }) => ({ id, errors: errors ?? [] });

type ChoiceProps = {
  field: FieldMetadata<string>;
  label: string;
  hint?: string;
  options: { value: string; label: string }[];
};

function Choice({ field, label, hint, options }: ChoiceProps) {
  return (
    <Field id={field.id} label={label} hint={hint} errors={field.errors ?? []}>
      {(control) => (
        <Select {...getSelectProps(field)} {...control} key={field.name} className="sm:w-80">
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}
