import { type SubmissionResult, useForm } from "@conform-to/react";
import type { ReactNode } from "react";
import { Form, Link } from "react-router";
import { SubmitButton } from "#app/components/ui/button.tsx";
import { ErrorSummary } from "#app/components/ui/error-summary.tsx";
import { formErrors } from "#app/components/ui/form-errors.ts";
import { Page } from "#app/components/ui/page.tsx";
import { useTranslation } from "#app/i18n/translation.tsx";
import { Destination } from "../../../components/destination.tsx";
import { ReturnField } from "../../../components/return-field.tsx";
import { TextField } from "../../../components/text-field.tsx";
import type { Way } from "../../../identity-provider.ts";
import { PERSON_PARAM } from "./code-form.ts";
import { StandInNote } from "./stand-in-note.tsx";

type Answer = { lastResult: SubmissionResult<string[]> | undefined };
export type SignInCodeData = Way & { person: string };
export type SecondFactorData = { returnTo: string; isSent: boolean };

/** The second step of signing in, for who has a second factor. */
export function LocalSignInCode({ person, returnTo, destination, lastResult }: SignInCodeData & Answer) {
  const { t } = useTranslation();
  return (
    <Page title={t("identity.code.title")} lead={t("identity.code.lead")} width="form">
      <Destination host={destination} />
      <StandInNote />
      <CodeForm returnTo={returnTo} lastResult={lastResult}>
        <input type="hidden" name={PERSON_PARAM} value={person} />
      </CodeForm>
    </Page>
  );
}

/** Asks for a code, then takes it: from then on the person has a second factor. */
export function LocalSecondFactor({ returnTo, isSent, lastResult }: SecondFactorData & Answer) {
  const { t } = useTranslation();
  if (isSent)
    return (
      <CodeForm returnTo={returnTo} lastResult={lastResult}>
        <input type="hidden" name="intent" value="confirm" />
      </CodeForm>
    );
  return (
    <>
      <StandInNote />
      <Form method="post" className="grid gap-4">
        <p>{t("identity.factor.how")}</p>
        <ReturnField returnTo={returnTo} />
        <input type="hidden" name="intent" value="send" />
        <SubmitButton pendingLabel={t("identity.factor.asking")} className="justify-self-start">
          {t("identity.factor.ask")}
        </SubmitButton>
      </Form>
    </>
  );
}

type CodeFormProps = {
  returnTo: string;
  lastResult: SubmissionResult<string[]> | undefined;
  /** Hidden fields of its own. */
  children: ReactNode;
};

/** Takes the code that waits in the stand-in's outbox. */
function CodeForm({ returnTo, lastResult, children }: CodeFormProps) {
  const { t } = useTranslation();
  const [form, { code }] = useForm<{ code: string }>({ id: "code", lastResult });
  const label = t("identity.code.label");
  return (
    <Form method="post" id={form.id} noValidate className="grid gap-4">
      <ErrorSummary errors={formErrors(form, [{ id: code.id, errors: code.errors, label }])} />
      <ReturnField returnTo={returnTo} />
      {children}
      <p className="text-muted">
        {t("identity.code.where")}{" "}
        <Link to="/outbox" className="font-medium text-accent-text underline underline-offset-2">
          {t("outbox.title")}
        </Link>
      </p>
      <TextField field={code} label={label} type="text" autoComplete="one-time-code" />
      <SubmitButton pendingLabel={t("identity.code.pending")} className="justify-self-start">
        {t("identity.code.submit")}
      </SubmitButton>
    </Form>
  );
}
