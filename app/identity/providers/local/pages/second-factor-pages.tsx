import type { SubmissionResult } from "@conform-to/react";
import { Form } from "react-router";
import { SubmitButton } from "#app/components/ui/button.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { useTranslation } from "#app/i18n/translation.tsx";
import { Destination } from "../../../components/destination.tsx";
import { ReturnField } from "../../../components/return-field.tsx";
import { PERSON_PARAM } from "../../../paths.ts";
import { CodeForm } from "./code-form.tsx";
import { StandInNote } from "./stand-in-note.tsx";

type LastResult = { lastResult: SubmissionResult<string[]> | undefined };

export type SignInCodeData = { person: string; returnTo: string; destination: string | undefined };

/** The second factor of somebody who signs in. */
export function LocalSignInCode({ person, returnTo, destination, lastResult }: SignInCodeData & LastResult) {
  const { t } = useTranslation();
  return (
    <Page title={t("identity.code.title")} lead={t("identity.code.lead")} width="form">
      <Destination host={destination} />
      <StandInNote />
      <CodeForm returnTo={returnTo} lastResult={lastResult}>
        <input type="hidden" name={PERSON_PARAM} value={person} />
      </CodeForm>
    </Page>
  );
}

export type SecondFactorData = { returnTo: string; isSent: boolean };

/** For who is signed in and has none yet: first the code is asked for, then it is given. */
export function LocalSecondFactor({ returnTo, isSent, lastResult }: SecondFactorData & LastResult) {
  const { t } = useTranslation();
  if (isSent)
    return (
      <CodeForm returnTo={returnTo} lastResult={lastResult}>
        <input type="hidden" name="intent" value="confirm" />
      </CodeForm>
    );
  return (
    <>
      <StandInNote />
      <Form method="post" className="grid gap-4">
        <p>{t("identity.factor.how")}</p>
        <ReturnField returnTo={returnTo} />
        <input type="hidden" name="intent" value="send" />
        <SubmitButton pendingLabel={t("identity.factor.asking")} className="justify-self-start">
          {t("identity.factor.ask")}
        </SubmitButton>
      </Form>
    </>
  );
}
