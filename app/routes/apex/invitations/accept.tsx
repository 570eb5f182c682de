import { data } from "react-router";
import { getVisitor } from "#app/identity/current-user.server.ts";
import { identity } from "#app/identity/identity.server.ts";
import { pageActs } from "#app/identity/page-acts.server.ts";
import { ProviderPage } from "#app/identity/provider-pages.tsx";
import type { Route } from "./+types/accept.ts";

/** Where an invitation's link leads. */
export async function loader(args: Route.LoaderArgs) {
  const { loaded, status = 200 } = await identity.pages.invitation.load(args, await getVisitor(args));
  return data({ kind: identity.kind, loaded }, { status });
}

export const action = (args: Route.ActionArgs) => identity.pages.invitation.submit(args, pageActs(args));

export default function Accept({ loaderData, actionData }: Route.ComponentProps) {
  return <ProviderPage page="Invitation" {...loaderData} lastResult={actionData} />;
}
