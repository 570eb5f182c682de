import type { FormMetadata } from "@conform-to/react";
import type { FormError } from "./error-summary.tsx";

type FieldErrors = { id: string; errors?: string[] | undefined };

/** A form's errors for its summary: those of the whole form first, then field by field in the order given. */
export function formErrors<T extends Record<string, unknown>>(
  form: Pick<FormMetadata<T, string[]>, "errors">,
  fields: (readonly [field: FieldErrors, label: string])[],
): FormError[] {
  const ofForm = (form.errors ?? []).map((message) => ({ message }));
  const ofFields = fields.flatMap(([{ id, errors = [] }, label]) =>
    errors.map((message) => ({ id, label, message })),
  );
  return [...ofForm, ...ofFields];
}
