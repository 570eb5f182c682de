/**
 * The way from a notification to what it is about: whoever goes it has read it. Links to it are in mails, and
 * lead to the list where it is no more.
 */
import { redirect } from "react-router";
import { subjectPage } from "../activity/subject-page.ts";
import type { Route } from "./+types/notification.ts";
import { notificationsPath } from "./notifications-path.ts";
import { openNotificationHere } from "./open-notification.server.ts";

export async function loader({ context, params }: Route.LoaderArgs) {
  const opened = await openNotificationHere(context, params.notificationId);
  const page = opened?.isLive
    ? subjectPage(opened.subjectType, opened.subjectId, opened.commentId)
    : undefined;
  return redirect(page ?? notificationsPath());
}

/** A page, if an empty one: so that what is refused here is refused with a page. */
export default function Notification() {
  return null;
}
