import { getFormProps, getInputProps, type SubmissionResult, useForm } from "@conform-to/react";
import type { ReactNode } from "react";
import { Form } from "react-router";
import { SubmitButton } from "#app/components/ui/button.tsx";
import { Checkbox } from "#app/components/ui/checkbox.tsx";
import { ErrorSummary } from "#app/components/ui/error-summary.tsx";
import { Field } from "#app/components/ui/field.tsx";
import { formErrors } from "#app/components/ui/form-errors.ts";
import { Input } from "#app/components/ui/input.tsx";
import { useLastResult } from "#app/components/ui/kept-form.tsx";
import { SelectField } from "#app/components/ui/select-field.tsx";
import { ABSOLUTE_MINUTES, IDLE_MINUTES, type Security, WHO_INVITES } from "#app/db.shared.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { useLengthText } from "./use-length-text.ts";

type SecurityFormProps = {
  security: Security;
  lastResult: SubmissionResult<string[]> | undefined;
  /** Said where a second factor is asked for, of the owner who asks. */
  ownFactor: ReactNode;
  /** The same, where a company's sign-on is. */
  ownCompany: ReactNode;
};

export function SecurityForm({ security, lastResult, ownFactor, ownCompany }: SecurityFormProps) {
  const { t } = useTranslation();
  const lengthText = useLengthText();
  const [form, fields] = useSecurityForm(security, lastResult);
  const { idleMinutes, absoluteMinutes, whoInvites, needsSecondFactor, companyDomains } = fields;
  const labels = {
    idle: t("security.idle"),
    absolute: t("security.absolute"),
    whoInvites: t("security.whoInvites"),
    needsSecondFactor: t("security.needsSecondFactor"),
    companyDomains: t("security.companyDomains"),
  };
  const lengths = (choices: readonly number[]) =>
    choices.map((minutes) => ({ value: String(minutes), label: lengthText(minutes) }));
  const errors = formErrors(form, [
    [idleMinutes, labels.idle],
    [absoluteMinutes, labels.absolute],
    [whoInvites, labels.whoInvites],
    [needsSecondFactor, labels.needsSecondFactor],
    [companyDomains, labels.companyDomains],
  ]);
  return (
    <Form method="post" {...getFormProps(form)} className="grid gap-6">
      <ErrorSummary errors={errors} />
      <SelectField
        field={idleMinutes}
        label={labels.idle}
        hint={t("security.idleHint")}
        choices={lengths(IDLE_MINUTES)}
      />
      <SelectField
        field={absoluteMinutes}
        label={labels.absolute}
        hint={t("security.absoluteHint")}
        choices={lengths(ABSOLUTE_MINUTES)}
      />
      <SelectField
        field={whoInvites}
        label={labels.whoInvites}
        hint={t("security.whoInvitesHint")}
        choices={WHO_INVITES.map((value) => ({ value, label: t(`security.inviters.${value}`) }))}
      />
      <Checkbox
        {...getInputProps(needsSecondFactor, { type: "checkbox" })}
        key="needsSecondFactor"
        label={labels.needsSecondFactor}
        hint={t("security.needsSecondFactorHint")}
        errors={needsSecondFactor.errors ?? []}
      />
      {ownFactor}
      <Field
        id={companyDomains.id}
        label={labels.companyDomains}
        hint={t("security.companyDomainsHint")}
        errors={companyDomains.errors ?? []}
      >
        {(control) => (
          <Input
            {...getInputProps(companyDomains, { type: "text" })}
            {...control}
            key="companyDomains"
            dir="ltr"
            autoComplete="off"
          />
        )}
      </Field>
      {ownCompany}
      <div className="border-t pt-5">
        <SubmitButton pendingLabel={t("security.saving")}>{t("security.save")}</SubmitButton>
      </div>
    </Form>
  );
}

function useSecurityForm(security: Security, lastResult: SubmissionResult<string[]> | undefined) {
  return useForm({
    id: "security",
    lastResult: useLastResult(lastResult),
    defaultValue: {
      ...security,
      idleMinutes: String(security.idleMinutes),
      absoluteMinutes: String(security.absoluteMinutes),
      companyDomains: security.companyDomains.join(", "),
    },
    shouldValidate: "onSubmit",
  });
}
