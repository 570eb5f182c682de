import { getFormProps, getInputProps, type SubmissionResult, useForm } from "@conform-to/react";
import { Form } from "react-router";
import { ButtonLink, SubmitButton } from "./button.tsx";
import { ErrorSummary } from "./error-summary.tsx";
import { Field } from "./field.tsx";
import { formErrors } from "./form-errors.ts";
import { Input } from "./input.tsx";

type ConfirmFormProps = {
  label: string;
  /** What has to be typed, shown as a hint. */
  expected: string;
  lastResult?: SubmissionResult<string[]>;
  submitLabel: string;
  pendingLabel: string;
  keepLabel: string;
  keepTo: string;
};

/** Asks to type a name before something is lost. The server compares. */
export function ConfirmForm({ label, expected, lastResult, keepLabel, keepTo, ...submit }: ConfirmFormProps) {
  const [form, fields] = useForm<{ name: string }>({ id: "confirm", lastResult });
  const { id, errors } = fields.name;
  return (
    <Form method="post" {...getFormProps(form)} className="grid gap-6">
      <ErrorSummary errors={formErrors(form, [{ id, label, errors }])} />
      <Field
        id={id}
        label={label}
        hint={<code className="text-ink wrap-anywhere">{expected}</code>}
        errors={errors}
      >
        {(control) => (
          <Input
            {...getInputProps(fields.name, { type: "text" })}
            {...control}
            key="name"
            required
            autoComplete="off"
          />
        )}
      </Field>
      <div className="flex flex-wrap gap-2 border-t pt-5">
        <SubmitButton variant="danger" pendingLabel={submit.pendingLabel}>
          {submit.submitLabel}
        </SubmitButton>
        <ButtonLink to={keepTo} variant="ghost">
          {keepLabel}
        </ButtonLink>
      </div>
    </Form>
  );
}
