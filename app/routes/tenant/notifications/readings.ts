/** All are read that the person has seen. */
import { data, redirect } from "react-router";
import { memberContext, tenantDbContext } from "#app/context.ts";
import { markAllRead } from "#app/db.tenant.server.ts";
import { flashCookie } from "#app/http/flash.server.ts";
import { readForm } from "#app/http/form.server.ts";
import type { Route } from "./+types/readings.ts";
import { allRead } from "./notification-rules.ts";
import { notificationsPath } from "./notifications-path.ts";

export async function action({ request, context }: Route.ActionArgs) {
  const submission = await readForm(request, allRead);
  if (submission.status !== "success") throw data(null, { status: 400 });
  const { upTo, show } = submission.value;
  const { id } = context.get(memberContext);
  await context.get(tenantDbContext).write((tx) => markAllRead(tx, id, Number(upTo)));
  const cookie = await flashCookie({ key: "notifications.allRead", name: "" });
  return redirect(notificationsPath(show), { status: 303, headers: { "Set-Cookie": cookie } });
}

export const loader = () => redirect(notificationsPath());

/** A page, if an empty one: so that what is refused here is refused with a page. */
export default function Readings() {
  return null;
}
