/** What was typed before and could not be taken, given to the form of this page. */
import type { SubmissionResult } from "@conform-to/react";
import { createContext, type ReactNode, useContext, useMemo } from "react";
import { useTranslation } from "#app/i18n/translation.tsx";
import { Alert } from "./alert.tsx";

type KeptValues = Record<string, string | string[]>;

const KeptForm = createContext<KeptValues | undefined>(undefined);

type KeptFormProviderProps = {
  values: KeptValues | undefined;
  /** Where what is said stands as the page below it does: in the middle, as wide as a form. */
  isCentred?: boolean;
  children: ReactNode;
};

/** Says that there is something, above the page whose form has it. */
export function KeptFormProvider({ values, isCentred = false, children }: KeptFormProviderProps) {
  const { t } = useTranslation();
  return (
    <KeptForm value={values}>
      {values && (
        <div className={isCentred ? "mx-auto w-full max-w-form pb-6" : undefined}>
          <Alert tone="info">{t("form.kept")}</Alert>
        </div>
      )}
      {children}
    </KeptForm>
  );
}

/** What a form begins with: the answer to what was just sent, or else what was kept for it. */
export function useLastResult(
  lastResult: SubmissionResult<string[]> | undefined,
): SubmissionResult<string[]> | undefined {
  const values = useContext(KeptForm);
  const kept = useMemo(() => values && { initialValue: values }, [values]);
  return lastResult ?? kept;
}
