import {
  type FieldMetadata,
  getFormProps,
  getInputProps,
  type SubmissionResult,
  useForm,
} from "@conform-to/react";
import { Form } from "react-router";
import type { z } from "zod";
import { ButtonLink, SubmitButton } from "#app/components/ui/button.tsx";
import { Checkbox } from "#app/components/ui/checkbox.tsx";
import { ErrorSummary } from "#app/components/ui/error-summary.tsx";
import { Field } from "#app/components/ui/field.tsx";
import { formErrors } from "#app/components/ui/form-errors.ts";
import { useLastResult } from "#app/components/ui/kept-form.tsx";
import { Select } from "#app/components/ui/select.tsx";
import { useTranslation } from "#app/i18n/translation.tsx";
import { projectStatuses } from "../project-statuses.ts";
import type { columnsForm, ImportColumns } from "./import-rules.ts";
import { IMPORT_FIELDS, WITH_TAKEN_NAMES } from "./import-words.ts";

type Option = { value: string; label: string };
type ColumnsFormProps = {
  columns: { name: string; example: string }[];
  chosen: Partial<ImportColumns>;
  lastResult: SubmissionResult<string[]> | undefined;
};

/** Which column of the file is which field. */
export function ColumnsForm({ columns, chosen, lastResult }: ColumnsFormProps) {
  const { t } = useTranslation();
  const [form, fields] = useForm<z.input<typeof columnsForm>>({
    id: "columns",
    lastResult: useLastResult(lastResult),
    defaultValue: {
      ...Object.fromEntries(IMPORT_FIELDS.map((name) => [name, chosen[name]?.toString()])),
      emptyStatus: chosen.emptyStatus,
      isPublic: chosen.isPublic === true,
      withTaken: chosen.withTaken,
    },
  });
  const label = (name: (typeof IMPORT_FIELDS)[number]) => t(`projects.${name}`);
  const errors = formErrors(
    form,
    IMPORT_FIELDS.map((name) => [fields[name], label(name)] as const),
  );
  const options = columns.map(({ name, example }, at) => ({
    value: String(at),
    label: optionLabel(name || t("projectFiles.columns.unnamed", { number: at + 1 }), example),
  }));
  const statuses = projectStatuses.map((value) => ({ value, label: t(`status.${value}`) }));
  const withTaken = WITH_TAKEN_NAMES.map((value) => ({
    value,
    label: t(`projectFiles.columns.withTaken.${value}`),
  }));
  return (
    <Form method="post" {...getFormProps(form)} className="grid gap-6">
      <ErrorSummary errors={errors} />
      {IMPORT_FIELDS.map((name) => (
        <Choice
          key={name}
          field={fields[name]}
          label={label(name)}
          options={options}
          emptyLabel={t(name === "name" ? "projectFiles.columns.choose" : "projectFiles.columns.none")}
          isOptional={name !== "name"}
        />
      ))}
      <Choice field={fields.emptyStatus} label={t("projectFiles.columns.emptyStatus")} options={statuses} />
      <Checkbox
        {...getInputProps(fields.isPublic, { type: "checkbox" })}
        key="isPublic"
        label={t("projectFiles.columns.isPublic")}
        hint={t("projectFiles.columns.isPublicHint")}
      />
      <Choice field={fields.withTaken} label={t("projectFiles.columns.taken")} options={withTaken} />
      <div className="flex flex-wrap gap-2 border-t pt-5">
        <SubmitButton pendingLabel={t("projectFiles.columns.checking")}>
          {t("projectFiles.columns.check")}
        </SubmitButton>
        <ButtonLink to="/projects/import" variant="ghost">
          {t("projectFiles.anotherFile")}
        </ButtonLink>
      </div>
    </Form>
  );
}

/** Name and example apart, each in a direction of its own. */
const optionLabel = (name: string, example: string): string =>
  example ? `\u2068${name}\u2069 (\u2068${example}\u2069)` : name;

type ChoiceProps = {
  field: FieldMetadata<unknown>;
  label: string;
  options: Option[];
  emptyLabel?: string;
  isOptional?: boolean;
};

function Choice({ field, label, options, emptyLabel, isOptional = false }: ChoiceProps) {
  const { id, name, errors, initialValue } = field;
  return (
    <Field id={id} label={label} errors={errors ?? []} optional={isOptional}>
      {(control) => (
        <Select {...control} name={name} defaultValue={typeof initialValue === "string" ? initialValue : ""}>
          {emptyLabel && <option value="">{emptyLabel}</option>}
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
