import { redirect } from "react-router";
import { preferencesCookie } from "#app/preferences.server.ts";
import { returnPath } from "#app/return-path.ts";
import type { Route } from "./+types/preferences.ts";

export const loader = () => redirect("/");

export async function action({ request }: Route.ActionArgs) {
  const form = Object.fromEntries(await request.formData());
  return redirect(returnPath(form.return_to), {
    status: 303,
    headers: { "Set-Cookie": await preferencesCookie(request, form) },
  });
}
