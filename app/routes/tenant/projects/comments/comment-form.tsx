import { getFormProps, getTextareaProps, type SubmissionResult, useForm } from "@conform-to/react";
import type { ReactNode } from "react";
import { Form } from "react-router";
import { SubmitButton } from "#app/components/ui/button.tsx";
import { ErrorSummary } from "#app/components/ui/error-summary.tsx";
import { Field } from "#app/components/ui/field.tsx";
import { formErrors } from "#app/components/ui/form-errors.ts";
import { useLastResult } from "#app/components/ui/kept-form.tsx";
import { Select } from "#app/components/ui/select.tsx";
import { Textarea } from "#app/components/ui/textarea.tsx";
import { useTranslation } from "#app/i18n/translation.tsx";
import type { SafeHtml } from "#app/markdown/markdown.server.ts";
import { MarkdownPreview, PreviewButton } from "../../markdown/markdown-preview.tsx";

export type CommentAnswer = SubmissionResult<string[]> & {
  preview?: SafeHtml | undefined;
  /** Names in it that are nobody's here. */
  unknown?: string;
};

type CommentFormProps = {
  id: string;
  label: string;
  /** What is edited; absent for a new one. */
  comment?: { text: string; version: number };
  /** Of the newer one that they were shown beside what they typed. */
  shownVersion?: number | undefined;
  /** Whom it can tell beside whom it names; none for one that is edited. */
  choices?: { id: string; name: string }[];
  lastResult: CommentAnswer | undefined;
  submitLabel: string;
  pendingLabel: string;
  /** Beside the buttons. */
  children?: ReactNode;
};

/** The one form of a comment, new or known; whoever may send it is asked on the server. */
export function CommentForm({
  id,
  comment,
  shownVersion,
  choices = [],
  lastResult,
  ...rest
}: CommentFormProps) {
  const { t } = useTranslation();
  const [form, fields] = useForm<{ text: string; tell: string; version: string }>({
    id,
    lastResult: useLastResult(lastResult),
    defaultValue: { text: comment?.text, version: comment && String(comment.version) },
  });
  const { text, tell, version } = fields;
  const errors = formErrors(form, [[text, rest.label]]);
  return (
    <Form method="post" {...getFormProps(form)} className="grid gap-4 [&>:empty]:hidden">
      <ErrorSummary errors={errors} />
      {comment && <Version name={version.name} value={shownVersion ?? version.initialValue ?? ""} />}
      <MarkdownPreview html={lastResult?.preview}>
        {lastResult?.unknown && <p>{t("comments.unknown", { names: lastResult.unknown })}</p>}
      </MarkdownPreview>
      <Field id={text.id} label={rest.label} hint={<Hint />} errors={text.errors}>
        {(control) => <Textarea {...getTextareaProps(text)} {...control} key="text" rows={4} required />}
      </Field>
      <div className="flex flex-wrap items-end gap-2">
        <SubmitButton pendingLabel={rest.pendingLabel}>{rest.submitLabel}</SubmitButton>
        <PreviewButton />
        {choices.length > 0 && (
          <Tell id={tell.id} name={tell.name} chosen={tell.initialValue} choices={choices} />
        )}
        {rest.children}
      </div>
    </Form>
  );
}

function Hint() {
  const { t } = useTranslation();
  return (
    <>
      {t("markdown.hint")}. {t("comments.mentionHint")}
    </>
  );
}

/** Goes with what was typed: a draft of an older one stays older. */
const Version = ({ name, value }: { name: string; value: string | number }) => (
  <input key={value} type="hidden" data-with-draft name={name} defaultValue={value} />
);

type TellProps = {
  id: string;
  name: string;
  chosen: string | undefined;
  choices: { id: string; name: string }[];
};

function Tell({ id, name, chosen, choices }: TellProps) {
  const { t } = useTranslation();
  return (
    <div className="ms-auto flex min-w-0 items-center gap-2" title={t("comments.tellHint")}>
      <label htmlFor={id} className="text-muted">
        {t("comments.tell")}
      </label>
      <Select id={id} name={name} defaultValue={chosen ?? ""} className="min-w-0 max-w-56">
        <option value="">{t("comments.tellNobody")}</option>
        {choices.map((choice) => (
          <option key={choice.id} value={choice.id} dir="auto">
            {choice.name}
          </option>
        ))}
      </Select>
    </div>
  );
}
