import {
  getFormProps,
  getSelectProps,
  getTextareaProps,
  type SubmissionResult,
  useForm,
} from "@conform-to/react";
import { Form } from "react-router";
import { ButtonLink, SubmitButton } from "#app/components/ui/button.tsx";
import { ErrorSummary } from "#app/components/ui/error-summary.tsx";
import { Field } from "#app/components/ui/field.tsx";
import { formErrors } from "#app/components/ui/form-errors.ts";
import { useLastResult } from "#app/components/ui/kept-form.tsx";
import { Select } from "#app/components/ui/select.tsx";
import { Textarea } from "#app/components/ui/textarea.tsx";
import type { Role } from "#app/db.shared.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { MAX_INVITED } from "./invite-limits.ts";

type InviteFormProps = { roles: Role[]; lastResult: SubmissionResult<string[]> | undefined };

export function InviteForm({ roles, lastResult }: InviteFormProps) {
  const { t } = useTranslation();
  const [form, { emails, role }] = useForm<{ emails: string; role: string }>({
    id: "invite",
    lastResult: useLastResult(lastResult),
    defaultValue: { emails: "", role: "member" },
    shouldValidate: "onSubmit",
  });
  const labels = { emails: t("invitations.emails"), role: t("invitations.role") };
  const errors = formErrors(form, [
    [emails, labels.emails],
    [role, labels.role],
  ]);
  return (
    <Form method="post" {...getFormProps(form)} className="grid gap-6">
      <ErrorSummary errors={errors} />
      <Field
        id={emails.id}
        label={labels.emails}
        hint={t("invitations.emailsHint", { max: MAX_INVITED })}
        errors={emails.errors ?? []}
      >
        {(control) => (
          <Textarea
            {...getTextareaProps(emails)}
            {...control}
            key="emails"
            rows={6}
            required
            autoCapitalize="none"
            spellCheck={false}
            placeholder={"ada@example.com\nGrace Hopper <grace@example.com>"}
          />
        )}
      </Field>
      <Field id={role.id} label={labels.role} hint={t("invitations.roleHint")} errors={role.errors ?? []}>
        {(control) => (
          <Select {...getSelectProps(role)} {...control} key="role" className="sm:w-60">
            {roles.map((one) => (
              <option key={one} value={one}>
                {t(`roles.${one}`)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <div className="flex flex-wrap gap-2 border-t pt-5">
        <SubmitButton pendingLabel={t("invitations.sending")}>{t("invitations.send")}</SubmitButton>
        <ButtonLink to="/members/invitations" variant="ghost">
          {t("form.cancel")}
        </ButtonLink>
      </div>
    </Form>
  );
}
