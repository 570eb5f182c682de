import type { ReactNode } from "react";
import { useTranslation } from "#app/i18n/translation.tsx";
import { useErrorText } from "./use-error-text.ts";

export type ControlProps = { id: string; "aria-describedby"?: string; "aria-invalid"?: true };

type FieldProps = {
  id: string;
  label: ReactNode;
  hint?: ReactNode;
  /** Translation keys. */
  errors?: string[];
  optional?: boolean;
  children: (control: ControlProps) => ReactNode;
};

/** Label above, hint below it, error under the control; the control gets the ids that tie them together. */
export function Field({ id, label, hint, errors = [], optional = false, children }: FieldProps) {
  const { t } = useTranslation();
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="font-medium">
        {label}
        {optional && " "}
        {optional && <span className="ml-1.5 font-normal text-muted">{t("form.optional")}</span>}
      </label>
      {hint && (
        <p id={`${id}-hint`} className="text-muted">
          {hint}
        </p>
      )}
      {children(controlProps(id, Boolean(hint), errors.length > 0))}
      <FieldErrors id={id} errors={errors} />
    </div>
  );
}

function controlProps(id: string, hasHint: boolean, hasErrors: boolean): ControlProps {
  const describedBy = [hasErrors && `${id}-error`, hasHint && `${id}-hint`].filter(Boolean).join(" ");
  return {
    id,
    "aria-describedby": describedBy || undefined,
    "aria-invalid": hasErrors || undefined,
  };
}

export function FieldErrors({ id, errors }: { id: string; errors: string[] }) {
  const errorText = useErrorText();
  if (errors.length === 0) return null;
  return (
    <p id={`${id}-error`} className="font-medium text-danger">
      {errors.map(errorText).join(" ")}
    </p>
  );
}
