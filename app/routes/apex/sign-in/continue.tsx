import { data, Form, redirect } from "react-router";
import { z } from "zod";
import { Avatar } from "#app/components/ui/avatar.tsx";
import { Button, SubmitButton } from "#app/components/ui/button.tsx";
import { Card } from "#app/components/ui/card.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { readForm } from "#app/http/form.server.ts";
import { returnPath } from "#app/http/return-path.ts";
import { personName } from "#app/i18n/person-name.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { bindSession, isBound } from "#app/identity/companion.server.ts";
import { Destination } from "#app/identity/components/destination.tsx";
import { ReturnField } from "#app/identity/components/return-field.tsx";
import { getVerifiedUser } from "#app/identity/current-user.server.ts";
import { destinationOf } from "#app/identity/destination.server.ts";
import { AFTER_SIGN_IN, confirmPath, RETURN_PARAM, signInPath } from "#app/identity/paths.ts";
import { hashSecret } from "#app/identity/secret.ts";
import type { Route } from "./+types/continue.ts";

/** Which session is confirmed: it must be the one that the person has seen. */
const SESSION_FIELD = "session";
const confirmation = z.object({ [RETURN_PARAM]: z.string().optional(), [SESSION_FIELD]: z.string() });

export async function loader(args: Route.LoaderArgs) {
  const returnTo = returnPath(args.url.searchParams.get(RETURN_PARAM), AFTER_SIGN_IN);
  const user = await getVerifiedUser(args);
  if (!user) throw redirect(signInPath(returnTo));
  if (await isBound(args.request, user.sessionId)) throw redirect(returnTo);
  return {
    name: personName(user),
    email: user.email,
    session: hashSecret(user.sessionId),
    destination: destinationOf(returnTo),
    returnTo,
  };
}

export async function action(args: Route.ActionArgs) {
  const submission = await readForm(args.request, confirmation);
  if (submission.status !== "success") throw data(null, { status: 400 });
  const { [RETURN_PARAM]: wanted, [SESSION_FIELD]: session } = submission.value;
  const returnTo = returnPath(wanted, AFTER_SIGN_IN);
  const user = await getVerifiedUser(args);
  if (!user) return redirect(signInPath(returnTo));
  if (session !== hashSecret(user.sessionId)) return redirect(confirmPath(returnTo));
  return redirect(returnTo, { status: 303, headers: { "set-cookie": await bindSession(user) } });
}

export default function Continue({ loaderData }: Route.ComponentProps) {
  const { name, email, session, destination, returnTo } = loaderData;
  const { t } = useTranslation();
  return (
    <Page title={t("identity.confirm.title")} lead={t("identity.confirm.lead")} width="form">
      <Destination host={destination} />
      <Card className="flex items-center gap-3 px-4 py-3">
        <Avatar name={name} />
        <div className="min-w-0">
          <p dir="auto" className="truncate font-medium">
            {name}
          </p>
          <p className="truncate text-muted">{email}</p>
        </div>
      </Card>
      <div className="flex flex-wrap gap-3">
        <Form method="post">
          <ReturnField returnTo={returnTo} />
          <input type="hidden" name={SESSION_FIELD} value={session} />
          <SubmitButton pendingLabel={t("identity.confirm.pending")}>
            {t("identity.confirm.submit", { name })}
          </SubmitButton>
        </Form>
        <form method="post" action="/sign-out">
          <Button type="submit">{t("identity.confirm.notMe")}</Button>
        </form>
      </div>
    </Page>
  );
}
