import { data, redirect } from "react-router";
import { dataTierContext, requestContext } from "#app/context.ts";
import { env } from "#app/env.server.ts";
import { limit } from "#app/http/limits.server.ts";
import { returnPath } from "#app/http/return-path.ts";
import { getUser, getVerifiedUser } from "#app/identity/clerk.server.ts";
import { ClerkSignUp } from "#app/identity/components/clerk-pages.tsx";
import { LocalSignUp } from "#app/identity/components/local-sign-up.tsx";
import { destinationOf } from "#app/identity/destination.server.ts";
import { submitSignUp } from "#app/identity/local/sign-in.server.ts";
import { AFTER_SIGN_UP, confirmPath, RETURN_PARAM } from "#app/identity/paths.ts";
import type { Route } from "./+types/sign-up.ts";

export async function loader(args: Route.LoaderArgs) {
  const returnTo = returnPath(args.url.searchParams.get(RETURN_PARAM), AFTER_SIGN_UP);
  if (await getUser(args)) throw redirect(returnTo);
  if (env.identity === "clerk" && (await getVerifiedUser(args))) throw redirect(confirmPath(returnTo));
  if (env.identity === "local" && args.params["*"]) throw data(null, { status: 404 });
  return { kind: env.identity, returnTo, destination: destinationOf(returnTo) };
}

export async function action({ request, context }: Route.ActionArgs) {
  if (env.identity === "clerk") throw data(null, { status: 405 });
  await limit("signUps", context.get(requestContext).ip);
  return submitSignUp(context.get(dataTierContext), request, AFTER_SIGN_UP);
}

export default function SignUp({ loaderData, actionData }: Route.ComponentProps) {
  const { kind, ...way } = loaderData;
  if (kind === "clerk") return <ClerkSignUp {...way} />;
  return <LocalSignUp {...way} lastResult={actionData} />;
}
