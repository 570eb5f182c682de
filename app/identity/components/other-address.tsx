import { Form } from "react-router";
import { ButtonLink, SubmitButton } from "#app/components/ui/button.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { useTranslation } from "#app/i18n/translation.tsx";

type OtherAddressProps = {
  email: string /** Undefined where only the provider knows. */;
  invited: string | undefined;
};

/** Somebody is signed in who was not invited: nobody joins under an address that they did not choose. */
export function OtherAddress({ email, invited }: OtherAddressProps) {
  const { t } = useTranslation();
  const lead = invited
    ? t("invitations.accept.other", { email, invited })
    : t("invitations.accept.otherUnknown", { email });
  return (
    <Page title={t("invitations.accept.otherTitle")} lead={lead} width="form">
      <div className="flex flex-wrap gap-2">
        <Form method="post">
          <input type="hidden" name="intent" value="leave" />
          <SubmitButton pendingLabel={t("invitations.accept.leaving")}>
            {t("invitations.accept.leave")}
          </SubmitButton>
        </Form>
        <ButtonLink to="/workspaces" variant="ghost">
          {t("invitations.accept.stay")}
        </ButtonLink>
      </div>
    </Page>
  );
}
