import { getFormProps, getInputProps, type SubmissionResult, useForm } from "@conform-to/react";
import { Form } from "react-router";
import { SubmitButton } from "#app/components/ui/button.tsx";
import { Checkbox } from "#app/components/ui/checkbox.tsx";
import { ErrorSummary } from "#app/components/ui/error-summary.tsx";
import { formErrors } from "#app/components/ui/form-errors.ts";
import { useLastResult } from "#app/components/ui/kept-form.tsx";
import { SelectField } from "#app/components/ui/select-field.tsx";
import { useTranslation } from "#app/i18n/translation.tsx";

type AskFormProps = {
  lastResult: SubmissionResult<string[]> | undefined;
  isUnderWay: boolean;
};

/** Which form the file has, and what is in it. */
export function AskForm({ lastResult, isUnderWay }: AskFormProps) {
  const { t } = useTranslation();
  const [form, fields] = useForm<{ format: string; withTrash: string }>({
    id: "data-export",
    lastResult: useLastResult(lastResult),
    defaultValue: { format: "json" },
    shouldValidate: "onSubmit",
  });
  const { format, withTrash } = fields;
  const errors = formErrors(form, [
    [format, t("dataExport.format")],
    [withTrash, t("dataExport.withTrash")],
  ]);
  return (
    <Form method="post" {...getFormProps(form)} className="grid gap-6">
      <ErrorSummary errors={errors} />
      <SelectField
        field={format}
        label={t("dataExport.format")}
        hint={t("dataExport.formatHint")}
        className="sm:w-80"
        choices={[
          { value: "json", label: t("dataExport.formats.json") },
          { value: "csv", label: t("dataExport.formats.csv") },
        ]}
      />
      <Checkbox
        {...getInputProps(withTrash, { type: "checkbox" })}
        key="withTrash"
        label={t("dataExport.withTrash")}
        hint={t("dataExport.withTrashHint")}
        errors={withTrash.errors ?? []}
      />
      <div className="grid gap-3 border-t pt-5">
        <p className="text-muted">{t("dataExport.whatIsIn")}</p>
        <div>
          <SubmitButton pendingLabel={t("dataExport.asking")} variant={isUnderWay ? "secondary" : "primary"}>
            {t("dataExport.ask")}
          </SubmitButton>
        </div>
      </div>
    </Form>
  );
}
