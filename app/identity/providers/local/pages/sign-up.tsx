import { type SubmissionResult, useForm } from "@conform-to/react";
import { Form, Link } from "react-router";
import { SubmitButton } from "#app/components/ui/button.tsx";
import { ErrorSummary } from "#app/components/ui/error-summary.tsx";
import { formErrors } from "#app/components/ui/form-errors.ts";
import { Page } from "#app/components/ui/page.tsx";
import { useTranslation } from "#app/i18n/translation.tsx";
import { Destination } from "../../../components/destination.tsx";
import { ReturnField } from "../../../components/return-field.tsx";
import { TextField } from "../../../components/text-field.tsx";
import { signInPath } from "../../../paths.ts";
import { StandInNote } from "./stand-in-note.tsx";

export type LocalSignUpProps = {
  destination: string | undefined;
  returnTo: string;
  lastResult: SubmissionResult<string[]> | undefined;
};

export function LocalSignUp({ destination, returnTo, lastResult }: LocalSignUpProps) {
  const { t } = useTranslation();
  const [form, fields] = useForm<{ firstName: string; lastName: string; email: string }>({
    id: "sign-up",
    lastResult,
  });
  const { firstName, lastName, email } = fields;
  const labels = {
    firstName: t("identity.fields.firstName"),
    lastName: t("identity.fields.lastName"),
    email: t("identity.fields.email"),
  };
  const errors = formErrors(form, [
    [firstName, labels.firstName],
    [lastName, labels.lastName],
    [email, labels.email],
  ]);
  return (
    <Page title={t("identity.signUp.title")} lead={t("identity.signUp.lead")} width="form">
      <Destination host={destination} />
      <StandInNote />
      <Form method="post" action="/sign-up" id={form.id} noValidate className="grid gap-4">
        <ErrorSummary errors={errors} />
        <ReturnField returnTo={returnTo} />
        <TextField field={firstName} label={labels.firstName} autoComplete="given-name" />
        <TextField field={lastName} label={labels.lastName} autoComplete="family-name" />
        <TextField field={email} label={labels.email} type="email" autoComplete="email" />
        <SubmitButton pendingLabel={t("identity.signUp.pending")} className="justify-self-start">
          {t("identity.signUp.submit")}
        </SubmitButton>
      </Form>
      <p>
        {t("identity.signUp.haveAccount")}{" "}
        <Link to={signInPath(returnTo)} className="font-medium text-accent-text underline underline-offset-2">
          {t("identity.signUp.toSignIn")}
        </Link>
      </p>
    </Page>
  );
}
