/** One is read, without going to what it is about. */
import { redirect } from "react-router";
import { readForm } from "#app/http/form.server.ts";
import { requireFound } from "#app/http/require-found.ts";
import type { Route } from "./+types/reading.ts";
import { oneRead } from "./notification-rules.ts";
import { notificationsPath } from "./notifications-path.ts";
import { openNotificationHere } from "./open-notification.server.ts";

export async function action({ request, context, params }: Route.ActionArgs) {
  const submission = await readForm(request, oneRead);
  requireFound(await openNotificationHere(context, params.notificationId));
  return redirect(
    notificationsPath(submission.status === "success" ? submission.value.show : undefined),
    303,
  );
}

export const loader = () => redirect(notificationsPath());

/** A page, if an empty one: so that what is refused here is refused with a page. */
export default function Reading() {
  return null;
}
