import { data, redirect } from "react-router";
import { readForm } from "#app/http/form.server.ts";
import { chosenIn, preferencesCookie, preferencesForm } from "#app/http/preferences.server.ts";
import { returnPath } from "#app/http/return-path.ts";
import { changePersonPreferences, signedInId } from "#app/identity/person-preferences.server.ts";
import type { Route } from "./+types/preferences.ts";

export const loader = () => redirect("/");

/** Of who is signed in, for everywhere; the browser keeps it too, for who is not signed in any more. */
export async function action({ request, context }: Route.ActionArgs) {
  const submission = await readForm(request, preferencesForm);
  if (submission.status !== "success") throw data(null, { status: 400 });
  const { return_to: returnTo, ...chosen } = submission.value;
  const userId = await signedInId({ request, context });
  if (userId !== undefined) await changePersonPreferences(context, userId, chosenIn(chosen));
  return redirect(returnPath(returnTo), {
    status: 303,
    headers: { "Set-Cookie": await preferencesCookie(request, chosen) },
  });
}

/** A page, if an empty one: so that what is refused here is refused with a page. */
export default function Preferences() {
  return null;
}
