import { getFormProps, getInputProps, type SubmissionResult, useForm } from "@conform-to/react";
import { Form } from "react-router";
import { SubmitButton } from "#app/components/ui/button.tsx";
import { ErrorSummary } from "#app/components/ui/error-summary.tsx";
import { Field } from "#app/components/ui/field.tsx";
import { formErrors } from "#app/components/ui/form-errors.ts";
import { Input } from "#app/components/ui/input.tsx";
import { useLastResult } from "#app/components/ui/kept-form.tsx";
import { SelectField } from "#app/components/ui/select-field.tsx";
import { LANGUAGE_NAMES, languages } from "#app/i18n/i18n.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { HueChoice } from "./hue-choice.tsx";

type General = { name: string; language: string; timeZone: string; hue: number };

type GeneralFormProps = {
  general: General;
  zones: string[];
  lastResult: SubmissionResult<string[]> | undefined;
};

/** What a workspace is called, and what it begins with for who has chosen nothing. */
export function GeneralForm({ general, zones, lastResult }: GeneralFormProps) {
  const { t } = useTranslation();
  const [form, fields] = useForm({
    id: "general",
    lastResult: useLastResult(lastResult),
    defaultValue: { ...general, hue: String(general.hue) },
    shouldValidate: "onSubmit",
  });
  const { name, language, timeZone, hue } = fields;
  const labels = {
    name: t("settings.name"),
    language: t("settings.language"),
    timeZone: t("settings.timeZone"),
    hue: t("settings.hue"),
  };
  const errors = formErrors(form, [
    [name, labels.name],
    [language, labels.language],
    [timeZone, labels.timeZone],
    [hue, labels.hue],
  ]);
  return (
    <Form method="post" {...getFormProps(form)} className="grid gap-6">
      <ErrorSummary errors={errors} />
      <Field id={name.id} label={labels.name} hint={t("settings.nameHint")} errors={name.errors ?? []}>
        {(control) => (
          <Input
            {...getInputProps(name, { type: "text" })}
            {...control}
            key="name"
            required
            autoComplete="off"
          />
        )}
      </Field>
      <HueChoice field={hue} label={labels.hue} hue={general.hue} />
      <SelectField
        field={language}
        label={labels.language}
        hint={t("settings.languageHint")}
        choices={[
          { value: "", label: t("settings.asBrowser") },
          ...languages.map((value) => ({ value, label: LANGUAGE_NAMES[value], lang: value })),
        ]}
      />
      <SelectField
        field={timeZone}
        label={labels.timeZone}
        hint={t("settings.timeZoneHint")}
        className="sm:w-80"
        choices={[
          { value: "", label: t("settings.noZone") },
          ...zones.map((value) => ({ value, label: value.replaceAll("_", " ") })),
        ]}
      />
      <div className="border-t pt-5">
        <SubmitButton pendingLabel={t("settings.saving")}>{t("settings.save")}</SubmitButton>
      </div>
    </Form>
  );
}
