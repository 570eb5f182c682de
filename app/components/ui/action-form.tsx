import { type FieldMetadata, getFormProps, type SubmissionResult, useForm } from "@conform-to/react";
import type { ReactNode } from "react";
import { Form } from "react-router";
import { ButtonLink, SubmitButton } from "#app/components/ui/button.tsx";
import { Checkbox } from "#app/components/ui/checkbox.tsx";
import { ErrorSummary } from "#app/components/ui/error-summary.tsx";
import { Field } from "#app/components/ui/field.tsx";
import { formErrors } from "#app/components/ui/form-errors.ts";
import { Input } from "#app/components/ui/input.tsx";
import { useLastResult } from "#app/components/ui/kept-form.tsx";
import { Select } from "#app/components/ui/select.tsx";

export type ActionField = {
  name: string;
  label: string;
  hint?: ReactNode;
  defaultValue?: string;
  isOptional?: boolean;
  /** A choice rather than text. */
  options?: { value: string; label: string }[];
  /** Ticked or not. */
  isCheckbox?: boolean;
};

type ActionFormProps = {
  fields: ActionField[];
  lastResult: SubmissionResult<string[]> | undefined;
  isHarmful: boolean;
  submitLabel: string;
  pendingLabel: string;
  /** The way back, with nothing done. */
  keepLabel: string;
  keepTo: string;
};

/**
 * One action on one thing: what it asks for, the button that does it, and the way back. The server compares
 * what is typed.
 */
export function ActionForm({ fields, lastResult, isHarmful, keepTo, ...labels }: ActionFormProps) {
  const defaultValue = Object.fromEntries(fields.map((field) => [field.name, field.defaultValue ?? ""]));
  const [form, metadata] = useForm<Record<string, string>>({
    id: "action",
    lastResult: useLastResult(lastResult),
    defaultValue,
  });
  const known = fields.flatMap((field) => {
    const found = metadata[field.name];
    return found ? [{ field, found }] : [];
  });
  const errors = known.map(({ field, found }) => [found, field.label] as const);
  return (
    <Form method="post" {...getFormProps(form)} className="grid gap-5">
      <ErrorSummary errors={formErrors(form, errors)} />
      {known.map(({ field, found }) => (
        <ActionInput key={field.name} field={field} metadata={found} />
      ))}
      <div className="flex flex-wrap gap-2 border-t pt-5">
        <SubmitButton variant={isHarmful ? "danger" : "primary"} pendingLabel={labels.pendingLabel}>
          {labels.submitLabel}
        </SubmitButton>
        <ButtonLink to={keepTo} variant="ghost">
          {labels.keepLabel}
        </ButtonLink>
      </div>
    </Form>
  );
}

function ActionInput({ field, metadata }: { field: ActionField; metadata: FieldMetadata<string> }) {
  const { id, name, errors, initialValue } = metadata;
  const { label, hint, isOptional = false, options, isCheckbox = false } = field;
  if (isCheckbox) {
    const isTicked = initialValue === "on";
    return <Checkbox {...{ id, name, label, hint }} errors={errors ?? []} defaultChecked={isTicked} />;
  }
  const shared = { name, defaultValue: initialValue, required: !isOptional };
  return (
    <Field id={id} label={label} hint={hint} errors={errors} optional={isOptional}>
      {(control) =>
        options ? (
          <Select {...control} {...shared}>
            {options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </Select>
        ) : (
          <Input {...control} {...shared} autoComplete="off" />
        )
      }
    </Field>
  );
}
