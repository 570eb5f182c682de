import { getFormProps, getInputProps, type SubmissionResult, useForm } from "@conform-to/react";
import { Form } from "react-router";
import { SubmitButton } from "#app/components/ui/button.tsx";
import { ErrorSummary } from "#app/components/ui/error-summary.tsx";
import { Field } from "#app/components/ui/field.tsx";
import { formErrors } from "#app/components/ui/form-errors.ts";
import { Input } from "#app/components/ui/input.tsx";
import { useLastResult } from "#app/components/ui/kept-form.tsx";
import { useTranslation } from "#app/i18n/translation.tsx";

/** One field and its button, above the list that it adds to. */
export function AddCategory({ lastResult }: { lastResult: SubmissionResult<string[]> | undefined }) {
  const { t } = useTranslation();
  const [form, { name }] = useForm<{ name: string }>({
    id: "category",
    lastResult: useLastResult(lastResult),
    defaultValue: { name: "" },
    shouldValidate: "onSubmit",
  });
  const label = t("categories.name");
  return (
    <Form method="post" {...getFormProps(form)} className="grid max-w-form gap-4">
      <ErrorSummary errors={formErrors(form, [[name, label]])} />
      <Field id={name.id} label={label} errors={name.errors ?? []}>
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
      <div>
        <SubmitButton pendingLabel={t("categories.adding")}>{t("categories.add")}</SubmitButton>
      </div>
    </Form>
  );
}
