import { redirect } from "react-router";
import { dataTierContext } from "#app/context.ts";
import { env } from "#app/env.server.ts";
import { noFields, readForm } from "#app/http/form.server.ts";
import { getVerifiedUser } from "#app/identity/clerk.server.ts";
import { unbindSession } from "#app/identity/companion.server.ts";
import { clearedCookies } from "#app/identity/local/people.server.ts";
import { AFTER_SIGN_IN, signedOutPath } from "#app/identity/paths.ts";
import { endProviderSession } from "#app/identity/sign-out.server.ts";
import type { Route } from "./+types/sign-out.ts";

export async function action(args: Route.ActionArgs) {
  await readForm(args.request, noFields);
  const user = await getVerifiedUser(args);
  if (user) await endProviderSession(args.context.get(dataTierContext), user.sessionId);
  const headers = env.identity === "local" ? clearedCookies() : new Headers();
  headers.append("set-cookie", await unbindSession());
  return redirect(signedOutPath(AFTER_SIGN_IN), { headers });
}

/** Following a link must not sign anybody out. */
export function loader() {
  return redirect("/");
}

/** A page, if an empty one: so that what is refused here is refused with a page. */
export default function SignOut() {
  return null;
}
