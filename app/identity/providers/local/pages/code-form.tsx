import { type SubmissionResult, useForm } from "@conform-to/react";
import type { ReactNode } from "react";
import { Form, Link } from "react-router";
import { SubmitButton } from "#app/components/ui/button.tsx";
import { ErrorSummary } from "#app/components/ui/error-summary.tsx";
import { formErrors } from "#app/components/ui/form-errors.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { ReturnField } from "../../../components/return-field.tsx";
import { TextField } from "../../../components/text-field.tsx";

type CodeFormProps = {
  returnTo: string;
  lastResult: SubmissionResult<string[]> | undefined;
  /** Hidden fields of its own. */
  children: ReactNode;
};

/** Takes the code that waits in the stand-in's outbox. */
export function CodeForm({ returnTo, lastResult, children }: CodeFormProps) {
  const { t } = useTranslation();
  const [form, { code }] = useForm<{ code: string }>({ id: "code", lastResult });
  const label = t("identity.code.label");
  return (
    <Form method="post" id={form.id} noValidate className="grid gap-4">
      <ErrorSummary errors={formErrors(form, [[code, label]])} />
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
