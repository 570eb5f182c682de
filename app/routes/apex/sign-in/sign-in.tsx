import { data, redirect } from "react-router";
import { returnPath } from "#app/http/return-path.ts";
import { getVisitor } from "#app/identity/current-user.server.ts";
import { destinationOf } from "#app/identity/destination.server.ts";
import { identity } from "#app/identity/identity.server.ts";
import { pageActs } from "#app/identity/page-acts.server.ts";
import { AFTER_SIGN_IN, RETURN_PARAM } from "#app/identity/paths.ts";
import { ProviderPage } from "#app/identity/provider-pages.tsx";
import type { Route } from "./+types/sign-in.ts";

export async function loader(args: Route.LoaderArgs) {
  const returnTo = returnPath(args.url.searchParams.get(RETURN_PARAM), AFTER_SIGN_IN);
  const visitor = await getVisitor(args);
  if (visitor.user) throw redirect(returnTo);
  const way = { returnTo, destination: destinationOf(returnTo) };
  const { loaded, status = 200 } = await identity.pages.signIn.load(args, { ...way, ...visitor });
  return data({ kind: identity.kind, loaded }, { status });
}

export const action = (args: Route.ActionArgs) => identity.pages.signIn.submit(args, pageActs(args));

export default function SignIn({ loaderData, actionData }: Route.ComponentProps) {
  return <ProviderPage page="SignIn" {...loaderData} lastResult={actionData} />;
}
