import { getFormProps, getInputProps, type SubmissionResult, useForm } from "@conform-to/react";
import { Form } from "react-router";
import { SubmitButton } from "#app/components/ui/button.tsx";
import { ErrorSummary } from "#app/components/ui/error-summary.tsx";
import { Field } from "#app/components/ui/field.tsx";
import { formErrors } from "#app/components/ui/form-errors.ts";
import { Input } from "#app/components/ui/input.tsx";
import { useLastResult } from "#app/components/ui/kept-form.tsx";
import { useChecks } from "#app/components/use-checks.ts";
import type { Plan } from "#app/db.shared.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import type { WorkspaceInput } from "#app/validation/workspace.ts";
import { PlanChoice } from "./plan-choice.tsx";

type WorkspaceFormProps = {
  host: string;
  plan: Plan;
  lastResult?: SubmissionResult<string[]>;
};

const loadRules = () => import("#app/validation/workspace.ts").then((rules) => rules.workspaceForm);

export function WorkspaceForm({ host, plan, lastResult }: WorkspaceFormProps) {
  const { t } = useTranslation();
  const checks = useChecks(loadRules, "onBlur");
  const [form, fields] = useForm<WorkspaceInput>({
    id: "workspace",
    lastResult: useLastResult(lastResult),
    constraint: { name: { required: true } },
    defaultValue: { plan },
    ...checks.options,
  });
  const { name, slug } = fields;
  const errors = formErrors(form, [
    [name, t("onboarding.name")],
    [slug, t("onboarding.slug")],
    [fields.plan, t("onboarding.plan")],
  ]);
  return (
    <Form method="post" {...getFormProps(form)} onFocus={checks.onFocus} className="grid gap-6">
      <ErrorSummary errors={errors} />
      <Field id={name.id} label={t("onboarding.name")} hint={t("onboarding.nameHint")} errors={name.errors}>
        {(control) => (
          <Input
            {...getInputProps(name, { type: "text" })}
            {...control}
            key="name"
            autoComplete="organization"
          />
        )}
      </Field>
      <Field
        id={slug.id}
        label={t("onboarding.slug")}
        hint={t("onboarding.slugHint", { example: `acme-rockets.${host}` })}
        errors={slug.errors}
        optional
      >
        {(control) => (
          <span className="flex items-center gap-2">
            <Input
              {...getInputProps(slug, { type: "text" })}
              {...control}
              key="slug"
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
            />
            <span aria-hidden="true" className="shrink-0 text-muted">
              .{host}
            </span>
          </span>
        )}
      </Field>
      <PlanChoice field={fields.plan} />
      <div className="border-t pt-5">
        <SubmitButton pendingLabel={t("onboarding.creating")}>{t("onboarding.create")}</SubmitButton>
      </div>
    </Form>
  );
}
