import { data } from "react-router";
import { Page } from "#app/components/ui/page.tsx";
import { dataTierContext, requestContext } from "#app/context.ts";
import { env } from "#app/env.server.ts";
import { limit } from "#app/http/limits.server.ts";
import { returnPath } from "#app/http/return-path.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { CodeForm } from "#app/identity/components/code-form.tsx";
import { Destination } from "#app/identity/components/destination.tsx";
import { StandInNote } from "#app/identity/components/stand-in-note.tsx";
import { destinationOf } from "#app/identity/destination.server.ts";
import { submitSignInCode } from "#app/identity/local/second-factor.server.ts";
import { AFTER_SIGN_IN, PERSON_PARAM, RETURN_PARAM } from "#app/identity/paths.ts";
import type { Route } from "./+types/sign-in-code.ts";

/** The provider's own form asks for a second factor by itself. */
export async function loader({ url }: Route.LoaderArgs) {
  const person = url.searchParams.get(PERSON_PARAM);
  if (env.identity !== "local" || !person) throw data(null, { status: 404 });
  const returnTo = returnPath(url.searchParams.get(RETURN_PARAM), AFTER_SIGN_IN);
  return { person, returnTo, destination: destinationOf(returnTo) };
}

export async function action({ request, context }: Route.ActionArgs) {
  if (env.identity !== "local") throw data(null, { status: 405 });
  await limit("signIns", context.get(requestContext).ip);
  return submitSignInCode(context.get(dataTierContext), request);
}

export default function SignInCode({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { person, returnTo, destination } = loaderData;
  return (
    <Page title={t("identity.code.title")} lead={t("identity.code.lead")} width="form">
      <Destination host={destination} />
      <StandInNote />
      <CodeForm returnTo={returnTo} lastResult={actionData}>
        <input type="hidden" name={PERSON_PARAM} value={person} />
      </CodeForm>
    </Page>
  );
}
