import { useEffect, useRef } from "react";
import { useTranslation } from "#app/i18n/translation.tsx";
import { useErrorText } from "./use-error-text.ts";

export type FormError = { id?: string; label?: string; message: string };

/**
 * What is wrong, on top of the form, each line a link to its field. Takes the focus when it appears or
 * changes.
 */
export function ErrorSummary({ errors }: { errors: FormError[] }) {
  const { t } = useTranslation();
  const errorText = useErrorText();
  const ref = useRef<HTMLDivElement>(null);
  const signature = errors.map((error) => error.message).join();
  useEffect(() => {
    if (signature) ref.current?.focus();
  }, [signature]);
  if (errors.length === 0) return null;
  return (
    <div
      ref={ref}
      role="alert"
      tabIndex={-1}
      className="grid gap-1 rounded border border-danger bg-danger-soft px-4 py-3"
    >
      <p className="font-medium">{t("form.problems", { count: errors.length })}</p>
      <ul className="grid list-disc gap-0.5 pl-5">
        {errors.map(({ id, label, message }) => (
          <li key={`${id}${message}`}>
            {id ? (
              <a href={`#${id}`} className="underline underline-offset-2">
                {label ? `${label}: ` : ""}
                {errorText(message)}
              </a>
            ) : (
              errorText(message)
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
