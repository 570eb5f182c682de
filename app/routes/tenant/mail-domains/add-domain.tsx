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
export function AddDomain({ lastResult }: { lastResult: SubmissionResult<string[]> | undefined }) {
  const { t } = useTranslation();
  const [form, { domain }] = useForm<{ domain: string }>({
    id: "mail-domain",
    lastResult: useLastResult(lastResult),
    defaultValue: { domain: "" },
    shouldValidate: "onSubmit",
  });
  const label = t("mailDomains.domain");
  return (
    <Form method="post" {...getFormProps(form)} className="grid max-w-form gap-4">
      <ErrorSummary errors={formErrors(form, [[domain, label]])} />
      <Field id={domain.id} label={label} hint={t("mailDomains.domainHint")} errors={domain.errors ?? []}>
        {(control) => (
          <Input
            {...getInputProps(domain, { type: "text" })}
            {...control}
            key="domain"
            required
            autoCapitalize="none"
            autoComplete="off"
            spellCheck={false}
            placeholder="acme.com"
          />
        )}
      </Field>
      <div>
        <SubmitButton pendingLabel={t("mailDomains.adding")}>{t("mailDomains.add")}</SubmitButton>
      </div>
    </Form>
  );
}
