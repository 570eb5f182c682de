import { redirect } from "react-router";
import { ButtonLink } from "#app/components/ui/button.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { returnPath } from "#app/http/return-path.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { Destination } from "#app/identity/components/destination.tsx";
import { getUser } from "#app/identity/current-user.server.ts";
import { destinationOf } from "#app/identity/destination.server.ts";
import { AFTER_SIGN_IN, RETURN_PARAM, signInPath } from "#app/identity/paths.ts";
import type { Route } from "./+types/signed-out.ts";

/** Where every way out ends. It never says so to who is signed in. */
export async function loader(args: Route.LoaderArgs) {
  const returnTo = returnPath(args.url.searchParams.get(RETURN_PARAM), AFTER_SIGN_IN);
  if (await getUser(args)) throw redirect(AFTER_SIGN_IN);
  return { returnTo, destination: destinationOf(returnTo) };
}

export default function SignedOut({ loaderData: { returnTo, destination } }: Route.ComponentProps) {
  const { t } = useTranslation();
  return (
    <Page title={t("identity.signedOut.title")} lead={t("identity.signedOut.lead")} width="form">
      <Destination host={destination} />
      <div className="flex flex-wrap gap-2">
        <ButtonLink to={signInPath(returnTo)} variant="primary">
          {t("identity.signedOut.again")}
        </ButtonLink>
        <ButtonLink to="/" variant="ghost">
          {t("errors.goHome")}
        </ButtonLink>
      </div>
    </Page>
  );
}
