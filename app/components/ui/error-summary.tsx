/* oxlint-disable jsx-a11y/no-autofocus -- without a script this is how the focus comes to what is wrong */
import { type RefObject, use, useEffect, useRef } from "react";
import { useActionData } from "react-router";
import { useTranslation } from "#app/i18n/translation.tsx";
import { RefusalContext } from "./refusal.ts";
import { useErrorText } from "./use-error-text.ts";

export type FormError = { id?: string; label?: string; message: string };

/**
 * What is wrong, on top of the form, each line a link to its field. After every submission that is refused
 * the focus is here, whoever refused it, and though the same is wrong again.
 */
export function ErrorSummary({ errors }: { errors: FormError[] }) {
  const place = useRef<HTMLDivElement>(null);
  useFocusWhenRefused(place);
  return <div ref={place}>{errors.length > 0 && <Summary errors={errors} />}</div>;
}

function useFocusWhenRefused(place: RefObject<HTMLDivElement | null>): void {
  const setRefused = use(RefusalContext);
  const answer = useActionData<unknown>();
  useEffect(() => {
    const focus = () => {
      const summary = place.current?.firstElementChild;
      setRefused(Boolean(summary));
      if (summary instanceof HTMLElement) summary.focus();
    };
    // By the next frame what is wrong is shown, and the form library has set its own focus.
    const focusSoon = () => requestAnimationFrame(focus);
    if (answer) focusSoon();
    const form = place.current?.closest("form");
    form?.addEventListener("submit", focusSoon);
    return () => form?.removeEventListener("submit", focusSoon);
  }, [answer, place, setRefused]);
}

function Summary({ errors }: { errors: FormError[] }) {
  const { t } = useTranslation();
  const errorText = useErrorText();
  return (
    <div
      role="alert"
      tabIndex={-1}
      // biome-ignore lint/a11y/noAutofocus: without a script this is how the focus comes to what is wrong
      autoFocus
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
