import {
  getFormProps,
  getInputProps,
  getSelectProps,
  getTextareaProps,
  type SubmissionResult,
  useForm,
} from "@conform-to/react";
import { Form } from "react-router";
import type { z } from "zod";
import { ButtonLink, SubmitButton } from "#app/components/ui/button.tsx";
import { Checkbox } from "#app/components/ui/checkbox.tsx";
import { ErrorSummary } from "#app/components/ui/error-summary.tsx";
import { Field } from "#app/components/ui/field.tsx";
import { formErrors } from "#app/components/ui/form-errors.ts";
import { Input } from "#app/components/ui/input.tsx";
import { useLastResult } from "#app/components/ui/kept-form.tsx";
import { Select } from "#app/components/ui/select.tsx";
import { Textarea } from "#app/components/ui/textarea.tsx";
import { useChecks } from "#app/components/use-checks.ts";
import type { Category, Project } from "#app/db.tenant.server.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import type { SafeHtml } from "#app/markdown/markdown.server.ts";
import { MarkdownPreview, PreviewButton } from "../markdown/markdown-preview.tsx";
import { ProjectCategories } from "./project-form-categories.tsx";
import type { projectForm } from "./project-form-rules.ts";
import { projectStatuses } from "./project-statuses.ts";

type Rules = typeof projectForm;

type ProjectFormProps = {
  /** What is edited; absent for a new project. */
  project?: Project;
  /** What a new one begins as; absent for an empty form. */
  template?: Project | undefined;
  /** Of the newer one that they were shown beside what they typed. */
  shownVersion?: number | undefined;
  /** Of a form that makes one. */
  formKey?: string;
  categories: Category[];
  lastResult?: SubmissionResult<string[]>;
  /** What the description will look like, where that was asked for. */
  preview?: SafeHtml | undefined;
  submitLabel: string;
  pendingLabel: string;
  cancelTo: string;
};

const loadRules = () => import("./project-form-rules.ts").then((rules) => rules.projectForm);

/** The one form of a project, new or known. */
export function ProjectForm({
  project,
  template,
  shownVersion,
  formKey,
  categories,
  lastResult,
  preview,
  ...labels
}: ProjectFormProps) {
  const { t } = useTranslation();
  const checks = useChecks(loadRules, "onBlur");
  const [form, fields] = useProjectForm(project ?? template, lastResult, checks.options);
  const errors = formErrors(form, [
    [fields.name, t("projects.name")],
    [fields.description, t("projects.description")],
    [fields.status, t("projects.status")],
    [fields.categoryIds, t("projects.categories")],
  ]);
  return (
    <Form method="post" {...getFormProps(form)} onFocus={checks.onFocus} className="grid gap-6">
      <ErrorSummary errors={errors} />
      {formKey && <input type="hidden" name={fields.formKey.name} value={formKey} />}
      {project && (
        <VersionField
          name={fields.version.name}
          version={shownVersion ?? versionIn(fields.version.initialValue)}
        />
      )}
      <Field id={fields.name.id} label={t("projects.name")} errors={fields.name.errors}>
        {(control) => (
          <Input
            {...getInputProps(fields.name, { type: "text" })}
            {...control}
            key="name"
            autoComplete="off"
          />
        )}
      </Field>
      <MarkdownPreview html={preview} />
      <Field
        id={fields.description.id}
        label={t("projects.description")}
        hint={`${t("projects.descriptionHint")} ${t("markdown.hint")}`}
        errors={fields.description.errors}
        optional
      >
        {(control) => (
          <Textarea {...getTextareaProps(fields.description)} {...control} key="description" rows={8} />
        )}
      </Field>
      <Field id={fields.status.id} label={t("projects.status")} errors={fields.status.errors}>
        {(control) => (
          <Select {...getSelectProps(fields.status)} {...control} key="status" className="sm:w-60">
            {projectStatuses.map((status) => (
              <option key={status} value={status}>
                {t(`status.${status}`)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <ProjectCategories categories={categories} field={fields.categoryIds} />
      <Checkbox
        {...getInputProps(fields.isPublic, { type: "checkbox" })}
        key="isPublic"
        label={t("projects.isPublic")}
        hint={t("projects.isPublicHint")}
      />
      <FormActions {...labels} />
    </Form>
  );
}

/**
 * The version that was edited, which goes with what was typed: neither the answer to a refused form, nor a
 * form that was kept, nor a draft makes it a newer one.
 */
function VersionField({ name, version }: { name: string; version: string | number }) {
  return <input key={version} type="hidden" data-with-draft name={name} defaultValue={version} />;
}

/** None where it arrived as no text. */
const versionIn = (value: unknown): string => (typeof value === "string" ? value : "");

function useProjectForm(
  begins: Project | undefined,
  lastResult: ProjectFormProps["lastResult"],
  checks: Partial<Parameters<typeof useForm<z.input<Rules>, z.output<Rules>>>[0]>,
) {
  return useForm<z.input<Rules>, z.output<Rules>>({
    id: "project",
    lastResult: useLastResult(lastResult),
    constraint: { name: { required: true } },
    defaultValue: begins
      ? {
          name: begins.name,
          description: begins.description,
          status: begins.status,
          isPublic: begins.isPublic,
          version: String(begins.version),
          categoryIds: begins.categories.map(({ id }) => id),
        }
      : { status: "planned", isPublic: true },
    ...checks,
  });
}

function FormActions({
  submitLabel,
  pendingLabel,
  cancelTo,
}: Pick<ProjectFormProps, "submitLabel" | "pendingLabel" | "cancelTo">) {
  const { t } = useTranslation();
  return (
    <div className="flex flex-wrap gap-2 border-t pt-5">
      <SubmitButton pendingLabel={pendingLabel}>{submitLabel}</SubmitButton>
      <PreviewButton />
      <ButtonLink to={cancelTo} variant="ghost">
        {t("form.cancel")}
      </ButtonLink>
    </div>
  );
}
