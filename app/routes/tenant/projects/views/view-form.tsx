import { getFormProps, getInputProps, type SubmissionResult, useForm } from "@conform-to/react";
import { Form } from "react-router";
import { ButtonLink, SubmitButton } from "#app/components/ui/button.tsx";
import { Checkbox } from "#app/components/ui/checkbox.tsx";
import { ErrorSummary } from "#app/components/ui/error-summary.tsx";
import { Field } from "#app/components/ui/field.tsx";
import { formErrors } from "#app/components/ui/form-errors.ts";
import { Input } from "#app/components/ui/input.tsx";
import { useLastResult } from "#app/components/ui/kept-form.tsx";
import { useTranslation } from "#app/i18n/translation.tsx";

type ViewFormProps = {
  begins: { name: string; isShared: boolean; query: string };
  mayShare: boolean;
  lastResult: SubmissionResult<string[]> | undefined;
  submitLabel: string;
  cancelTo: string;
};

/** The name of a view, and whose it is; what it shows was chosen in the list. */
export function ViewForm({ begins, mayShare, lastResult, submitLabel, cancelTo }: ViewFormProps) {
  const { t } = useTranslation();
  const [form, fields] = useForm({
    id: "view",
    lastResult: useLastResult(lastResult),
    defaultValue: begins,
    shouldValidate: "onSubmit",
  });
  const { name, isShared, query } = fields;
  return (
    <Form method="post" {...getFormProps(form)} className="grid gap-6">
      <ErrorSummary errors={formErrors(form, [[name, t("projectViews.name")]])} />
      <input type="hidden" data-with-draft name={query.name} defaultValue={begins.query} />
      <Field id={name.id} label={t("projectViews.name")} errors={name.errors}>
        {(control) => (
          <Input {...getInputProps(name, { type: "text" })} {...control} key="name" autoComplete="off" />
        )}
      </Field>
      {mayShare && (
        <Checkbox
          {...getInputProps(isShared, { type: "checkbox" })}
          key="isShared"
          label={t("projectViews.isShared")}
          hint={t("projectViews.isSharedHint")}
        />
      )}
      <div className="flex flex-wrap gap-2 border-t pt-5">
        <SubmitButton pendingLabel={t("projectViews.saving")}>{submitLabel}</SubmitButton>
        <ButtonLink to={cancelTo} variant="ghost">
          {t("form.cancel")}
        </ButtonLink>
      </div>
    </Form>
  );
}
