import { redirect } from "react-router";
import { flashCookie } from "#app/http/flash.server.ts";
import { noFields, readForm } from "#app/http/form.server.ts";
import { changeWorkspaceLogo } from "#app/identity/workspace-settings.server.ts";
import { requireOwner } from "../security/require-owner.server.ts";
import type { Route } from "./+types/logo-removals.ts";
import { PATHS, SETTINGS } from "./settings-nav.ts";

/** A page that is asked for by its address. */
export const loader = () => redirect(PATHS.logo);

export async function action({ request, context }: Route.ActionArgs) {
  requireOwner(context);
  await readForm(request, noFields);
  await changeWorkspaceLogo(context, undefined);
  const cookie = await flashCookie({ key: "settings.logo.removed", name: "" });
  return redirect(SETTINGS, { status: 303, headers: { "Set-Cookie": cookie } });
}
