/** The first steps are put away for the person who wants that. */
import { redirect } from "react-router";
import { memberContext, tenantDbContext } from "#app/context.ts";
import { hideChecklist } from "#app/db.tenant.server.ts";
import { flashCookie } from "#app/http/flash.server.ts";
import { noFields, readForm } from "#app/http/form.server.ts";
import type { Route } from "./+types/hidings.ts";

export async function action({ request, context }: Route.ActionArgs) {
  await readForm(request, noFields);
  const { id } = context.get(memberContext);
  await context.get(tenantDbContext).write((tx) => hideChecklist(tx, id));
  const cookie = await flashCookie({ key: "checklist.hidden", name: "" });
  return redirect("/dashboard", { status: 303, headers: { "Set-Cookie": cookie } });
}

export const loader = () => redirect("/dashboard");

/** A page, if an empty one: so that what is refused here is refused with a page. */
export default function Hidings() {
  return null;
}
