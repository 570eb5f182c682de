import type { FormMetadata } from "@conform-to/react";
import type { FormError } from "./error-summary.tsx";

/** A form's errors for its summary: those of the whole form first, then field by field in the order given. */
export function formErrors<T extends Record<string, unknown>>(
  form: Pick<FormMetadata<T, string[]>, "errors">,
  fields: { id: string; label: string; errors?: string[] }[],
): FormError[] {
  const ofForm = (form.errors ?? []).map((message) => ({ message }));
  const ofFields = fields.flatMap(({ id, label, errors = [] }) =>
    errors.map((message) => ({ id, label, message })),
  );
  return [...ofForm, ...ofFields];
}
