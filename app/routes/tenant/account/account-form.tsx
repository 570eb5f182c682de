import { getFormProps, type SubmissionResult, useForm } from "@conform-to/react";
import { Form } from "react-router";
import { SubmitButton } from "#app/components/ui/button.tsx";
import { ErrorSummary } from "#app/components/ui/error-summary.tsx";
import { formErrors } from "#app/components/ui/form-errors.ts";
import { useLastResult } from "#app/components/ui/kept-form.tsx";
import { SelectField } from "#app/components/ui/select-field.tsx";
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
    [language, labels.language],
    [theme, labels.theme],
    [timeZone, labels.timeZone],
    [kinds, labels.kinds],
  ]);
  return (
    <Form method="post" {...getFormProps(form)} className="grid gap-6">
      <ErrorSummary errors={errors} />
      <SelectField
        field={language}
        label={labels.language}
        hint={t("account.languageHint")}
        className="sm:w-80"
        choices={[
          { value: "", label: t("account.asWorkspace") },
          ...languages.map((value) => ({ value, label: LANGUAGE_NAMES[value] })),
        ]}
      />
      <SelectField
        field={theme}
        label={labels.theme}
        className="sm:w-80"
        choices={THEMES.map((value) => ({ value, label: t(`preferences.${value}`) }))}
      />
      <SelectField
        field={timeZone}
        label={labels.timeZone}
        hint={t("account.timeZoneHint")}
        className="sm:w-80"
        choices={[
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
