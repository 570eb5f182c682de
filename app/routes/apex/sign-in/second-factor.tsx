import { data, Form, redirect } from "react-router";
import { Alert } from "#app/components/ui/alert.tsx";
import { ButtonLink, SubmitButton } from "#app/components/ui/button.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { dataTierContext, requestContext } from "#app/context.ts";
import { env } from "#app/env.server.ts";
import { limit } from "#app/http/limits.server.ts";
import { returnPath } from "#app/http/return-path.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { requireUser } from "#app/identity/clerk.server.ts";
import { ClerkFactor } from "#app/identity/components/clerk-factor.tsx";
import { CodeForm } from "#app/identity/components/code-form.tsx";
import { Destination } from "#app/identity/components/destination.tsx";
import { ReturnField } from "#app/identity/components/return-field.tsx";
import { StandInNote } from "#app/identity/components/stand-in-note.tsx";
import { destinationOf } from "#app/identity/destination.server.ts";
import { submitFactor } from "#app/identity/local/second-factor.server.ts";
import { AFTER_SIGN_IN, RETURN_PARAM, SENT_PARAM } from "#app/identity/paths.ts";
import type { Route } from "./+types/second-factor.ts";

/** Where a workspace asks for a second factor: whoever has given one is led on. */
export async function loader(args: Route.LoaderArgs) {
  const { searchParams } = args.url;
  const user = await requireUser(args);
  const returnTo = returnPath(searchParams.get(RETURN_PARAM), AFTER_SIGN_IN);
  if (user.hasSecondFactor && searchParams.has(RETURN_PARAM)) throw redirect(returnTo);
  return {
    kind: env.identity,
    hasIt: user.hasSecondFactor,
    isSent: searchParams.has(SENT_PARAM),
    destination: destinationOf(returnTo),
    returnTo,
  };
}

export async function action(args: Route.ActionArgs) {
  if (env.identity !== "local") throw data(null, { status: 405 });
  const user = await requireUser(args);
  await limit("signIns", args.context.get(requestContext).ip);
  return submitFactor(args.context.get(dataTierContext), args.request, user);
}

export default function SecondFactor({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { hasIt, destination } = loaderData;
  return (
    <Page title={t("identity.factor.title")} lead={t("identity.factor.lead")} width="form">
      <Destination host={destination} />
      {hasIt ? <IsOn /> : <Missing {...loaderData} lastResult={actionData} />}
    </Page>
  );
}

function IsOn() {
  const { t } = useTranslation();
  return (
    <>
      <Alert tone="success">{t("identity.factor.isOn")}</Alert>
      <ButtonLink to="/workspaces" className="justify-self-start">
        {t("nav.workspaces")}
      </ButtonLink>
    </>
  );
}

type MissingProps = Omit<Route.ComponentProps["loaderData"], "hasIt"> & {
  lastResult: Route.ComponentProps["actionData"];
};

function Missing({ kind, isSent, returnTo, lastResult }: MissingProps) {
  const { t } = useTranslation();
  if (kind === "clerk") return <ClerkFactor returnTo={returnTo} />;
  if (!isSent)
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
  return (
    <CodeForm returnTo={returnTo} lastResult={lastResult}>
      <input type="hidden" name="intent" value="confirm" />
    </CodeForm>
  );
}
