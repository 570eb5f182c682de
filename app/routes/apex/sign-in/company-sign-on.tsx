import { Form } from "react-router";
import { SubmitButton } from "#app/components/ui/button.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { returnPath } from "#app/http/return-path.ts";
import { personName } from "#app/i18n/person-name.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { Destination } from "#app/identity/components/destination.tsx";
import { PersonCard } from "#app/identity/components/person-card.tsx";
import { ReturnField } from "#app/identity/components/return-field.tsx";
import { requireUser } from "#app/identity/current-user.server.ts";
import { destinationOf } from "#app/identity/destination.server.ts";
import { AFTER_SIGN_IN, RETURN_PARAM } from "#app/identity/paths.ts";
import type { Route } from "./+types/company-sign-on.ts";

/** Where a workspace asks for a company's sign-on, and somebody of that company came by another way. */
export async function loader(args: Route.LoaderArgs) {
  const user = await requireUser(args);
  const returnTo = returnPath(args.url.searchParams.get(RETURN_PARAM), AFTER_SIGN_IN);
  return { name: personName(user), email: user.email, destination: destinationOf(returnTo), returnTo };
}

export default function CompanySignOn({ loaderData }: Route.ComponentProps) {
  const { name, email, destination, returnTo } = loaderData;
  const { t } = useTranslation();
  return (
    <Page title={t("identity.company.title")} lead={t("identity.company.lead")} width="form">
      <Destination host={destination} />
      <PersonCard name={name} email={email} />
      <p>{t("identity.company.how")}</p>
      <p className="text-muted">{t("identity.again.what")}</p>
      <Form method="post" action="/sign-in-again">
        <ReturnField returnTo={returnTo} />
        <SubmitButton pendingLabel={t("identity.again.pending")}>{t("identity.again.submit")}</SubmitButton>
      </Form>
    </Page>
  );
}
