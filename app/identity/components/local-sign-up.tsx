import { type SubmissionResult, useForm } from "@conform-to/react";
import { useTranslation } from "react-i18next";
import { Form, Link } from "react-router";
import { SubmitButton } from "#app/components/ui/button.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { signInPath } from "../paths.ts";
import { ReturnField } from "./return-field.tsx";
import { StandInNote } from "./stand-in-note.tsx";
import { TextField } from "./text-field.tsx";

type LocalSignUpProps = { returnTo: string; lastResult: SubmissionResult<string[]> | undefined };

export function LocalSignUp({ returnTo, lastResult }: LocalSignUpProps) {
  const { t } = useTranslation();
  const [form, fields] = useForm<{ firstName: string; lastName: string; email: string }>({
    id: "sign-up",
    lastResult,
  });
  return (
    <Page title={t("identity.signUp.title")} lead={t("identity.signUp.lead")} width="form">
      <StandInNote />
      <Form method="post" action="/sign-up" id={form.id} noValidate className="grid gap-4">
        <ReturnField returnTo={returnTo} />
        <TextField
          field={fields.firstName}
          label={t("identity.fields.firstName")}
          autoComplete="given-name"
        />
        <TextField field={fields.lastName} label={t("identity.fields.lastName")} autoComplete="family-name" />
        <TextField
          field={fields.email}
          label={t("identity.fields.email")}
          type="email"
          autoComplete="email"
        />
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
