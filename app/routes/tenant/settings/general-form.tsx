import {
  type FieldMetadata,
  getFormProps,
  getInputProps,
  getSelectProps,
  type SubmissionResult,
  useForm,
} from "@conform-to/react";
import { Form } from "react-router";
import { SubmitButton } from "#app/components/ui/button.tsx";
import { ErrorSummary } from "#app/components/ui/error-summary.tsx";
import { Field } from "#app/components/ui/field.tsx";
import { formErrors } from "#app/components/ui/form-errors.ts";
import { Input } from "#app/components/ui/input.tsx";
import { useLastResult } from "#app/components/ui/kept-form.tsx";
import { Select } from "#app/components/ui/select.tsx";
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
    { ...pick(name), label: labels.name },
    { ...pick(language), label: labels.language },
    { ...pick(timeZone), label: labels.timeZone },
    { ...pick(hue), label: labels.hue },
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
      <Field
        id={language.id}
        label={labels.language}
        hint={t("settings.languageHint")}
        errors={language.errors ?? []}
      >
        {(control) => (
          <Select {...getSelectProps(language)} {...control} key="language" className="sm:w-60">
            <option value="">{t("settings.asBrowser")}</option>
            {languages.map((value) => (
              <option key={value} value={value} lang={value}>
                {LANGUAGE_NAMES[value]}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <ZoneField field={timeZone} label={labels.timeZone} zones={zones} />
      <div className="border-t pt-5">
        <SubmitButton pendingLabel={t("settings.saving")}>{t("settings.save")}</SubmitButton>
      </div>
    </Form>
  );
}

function ZoneField({ field, label, zones }: { field: FieldMetadata; label: string; zones: string[] }) {
  const { t } = useTranslation();
  return (
    <Field id={field.id} label={label} hint={t("settings.timeZoneHint")} errors={field.errors ?? []}>
      {(control) => (
        <Select {...getSelectProps(field)} {...control} key="timeZone" className="sm:w-80">
          <option value="">{t("settings.noZone")}</option>
          {zones.map((zone) => (
            <option key={zone} value={zone}>
              {zone.replaceAll("_", " ")}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}

const pick = ({ id, errors }: { id: string; errors?: string[] }) => ({ id, errors: errors ?? [] });
