import { data, Form, redirect } from "react-router";
import { SubmitButton } from "#app/components/ui/button.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { readForm } from "#app/http/form.server.ts";
import { returnPath } from "#app/http/return-path.ts";
import { personName } from "#app/i18n/person-name.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { Destination } from "#app/identity/components/destination.tsx";
import { PersonCard } from "#app/identity/components/person-card.tsx";
import { ReturnField } from "#app/identity/components/return-field.tsx";
import { requireUser } from "#app/identity/current-user.server.ts";
import { destinationOf } from "#app/identity/destination.server.ts";
import { AFTER_SIGN_IN, RETURN_PARAM, signInPath } from "#app/identity/paths.ts";
import { isRecent } from "#app/identity/proof.ts";
import { signOut } from "#app/identity/sign-out.server.ts";
import { wayBackForm } from "#app/identity/way-back-form.ts";
import type { Route } from "./+types/sign-in-again.ts";

/** Whoever proved who they are a moment ago is led on at once. */
export async function loader(args: Route.LoaderArgs) {
  const returnTo = returnPath(args.url.searchParams.get(RETURN_PARAM), AFTER_SIGN_IN);
  const user = await requireUser(args);
  if (isRecent(user)) throw redirect(returnTo);
  return { name: personName(user), email: user.email, destination: destinationOf(returnTo), returnTo };
}

/** Following a link signs nobody out: this does, and leads to sign in. */
export async function action(args: Route.ActionArgs) {
  const submission = await readForm(args.request, wayBackForm);
  if (submission.status !== "success") throw data(null, { status: 400 });
  const returnTo = returnPath(submission.value[RETURN_PARAM], AFTER_SIGN_IN);
  return redirect(signInPath(returnTo), { status: 303, headers: await signOut(args) });
}

export default function SignInAgain({ loaderData }: Route.ComponentProps) {
  const { name, email, destination, returnTo } = loaderData;
  const { t } = useTranslation();
  return (
    <Page title={t("identity.again.title")} lead={t("identity.again.lead")} width="form">
      <Destination host={destination} />
      <PersonCard name={name} email={email} />
      <p className="text-muted">{t("identity.again.what")}</p>
      <Form method="post">
        <ReturnField returnTo={returnTo} />
        <SubmitButton pendingLabel={t("identity.again.pending")}>{t("identity.again.submit")}</SubmitButton>
      </Form>
    </Page>
  );
}
