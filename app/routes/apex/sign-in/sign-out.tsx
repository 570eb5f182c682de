import { redirect } from "react-router";
import { noFields, readForm } from "#app/http/form.server.ts";
import { AFTER_SIGN_IN, signedOutPath } from "#app/identity/paths.ts";
import { signOut } from "#app/identity/sign-out.server.ts";
import type { Route } from "./+types/sign-out.ts";

export async function action(args: Route.ActionArgs) {
  await readForm(args.request, noFields);
  return redirect(signedOutPath(AFTER_SIGN_IN), { headers: await signOut(args) });
}

/** Following a link must not sign anybody out. */
export function loader() {
  return redirect("/");
}

/** A page, if an empty one: so that what is refused here is refused with a page. */
export default function SignOut() {
  return null;
}
