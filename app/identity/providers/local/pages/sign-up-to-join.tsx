import { type SubmissionResult, useForm } from "@conform-to/react";
import { Form } from "react-router";
import { SubmitButton } from "#app/components/ui/button.tsx";
import { ErrorSummary } from "#app/components/ui/error-summary.tsx";
import { Field } from "#app/components/ui/field.tsx";
import { formErrors } from "#app/components/ui/form-errors.ts";
import { Input } from "#app/components/ui/input.tsx";
import { useTranslation } from "#app/i18n/translation.tsx";
import { TextField } from "../../../components/text-field.tsx";

type SignUpToJoinProps = { email: string; lastResult: SubmissionResult<string[]> | undefined };

/** The stand-in's sign-up for the invited address, which is not theirs to change. */
export function SignUpToJoin({ email, lastResult }: SignUpToJoinProps) {
  const { t } = useTranslation();
  const [form, { firstName, lastName }] = useForm<{ firstName: string; lastName: string }>({
    id: "join",
    lastResult,
  });
  const labels = { first: t("identity.fields.firstName"), last: t("identity.fields.lastName") };
  const errors = formErrors(form, [
    [firstName, labels.first],
    [lastName, labels.last],
  ]);
  return (
    <Form method="post" id={form.id} noValidate className="grid gap-4">
      <ErrorSummary errors={errors} />
      <p className="text-base">{t("invitations.accept.signUp")}</p>
      <input type="hidden" name="intent" value="signUp" />
      <TextField field={firstName} label={labels.first} autoComplete="given-name" />
      <TextField field={lastName} label={labels.last} autoComplete="family-name" />
      <Field id="join-email" label={t("identity.fields.email")}>
        {(control) => (
          <Input {...control} type="email" value={email} readOnly className="bg-sunken! text-muted!" />
        )}
      </Field>
      <SubmitButton className="justify-self-start" pendingLabel={t("invitations.accept.creatingAccount")}>
        {t("invitations.accept.createAccount")}
      </SubmitButton>
    </Form>
  );
}
