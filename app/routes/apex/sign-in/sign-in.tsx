import { data, redirect } from "react-router";
import { dataTierContext, requestContext } from "#app/context.ts";
import { env } from "#app/env.server.ts";
import { limit } from "#app/http/limits.server.ts";
import { returnPath } from "#app/http/return-path.ts";
import { getUser, getVerifiedUser } from "#app/identity/clerk.server.ts";
import { ClerkSignIn } from "#app/identity/components/clerk-pages.tsx";
import { LocalSignIn } from "#app/identity/components/local-sign-in.tsx";
import { destinationOf } from "#app/identity/destination.server.ts";
import { loadPeople, submitSignIn } from "#app/identity/local/sign-in.server.ts";
import { AFTER_SIGN_IN, confirmPath, RETURN_PARAM } from "#app/identity/paths.ts";
import type { Route } from "./+types/sign-in.ts";

export async function loader(args: Route.LoaderArgs) {
  const returnTo = returnPath(args.url.searchParams.get(RETURN_PARAM), AFTER_SIGN_IN);
  if (await getUser(args)) throw redirect(returnTo);
  const destination = destinationOf(returnTo);
  if (env.identity === "clerk") {
    // The provider's own form shows nothing to whom it takes for signed in.
    if (await getVerifiedUser(args)) throw redirect(confirmPath(returnTo));
    return { kind: "clerk" as const, returnTo, destination };
  }
  if (args.params["*"]) throw data(null, { status: 404 });
  const people = await loadPeople(args.context.get(dataTierContext));
  return { kind: "local" as const, returnTo, destination, ...people };
}

export async function action({ request, context }: Route.ActionArgs) {
  if (env.identity === "clerk") throw data(null, { status: 405 });
  await limit("signIns", context.get(requestContext).ip);
  return submitSignIn(context.get(dataTierContext), request);
}

export default function SignIn({ loaderData, actionData }: Route.ComponentProps) {
  if (loaderData.kind === "clerk") return <ClerkSignIn {...loaderData} />;
  return <LocalSignIn {...loaderData} lastResult={actionData} />;
}
