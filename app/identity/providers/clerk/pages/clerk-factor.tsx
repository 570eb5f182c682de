/** Adding a second factor at the provider: its own account page, then in again with it. */
import { UserProfile } from "@clerk/react-router";
import { Form } from "react-router";
import { SubmitButton } from "#app/components/ui/button.tsx";
import { useTranslation } from "#app/i18n/translation.tsx";
import { ReturnField } from "../../../components/return-field.tsx";

export function ClerkFactor({ returnTo }: { returnTo: string }) {
  const { t } = useTranslation();
  return (
    <div className="grid justify-items-start gap-4">
      <p>{t("identity.factor.atProvider")}</p>
      <Form method="post" action="/sign-in-again">
        <ReturnField returnTo={returnTo} />
        <SubmitButton pendingLabel={t("identity.again.pending")}>{t("identity.again.submit")}</SubmitButton>
      </Form>
      <UserProfile routing="hash" />
    </div>
  );
}
