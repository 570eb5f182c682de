import type { ParseKeys } from "i18next";
import { Link } from "react-router";
import { RelativeTime } from "#app/components/relative-time.tsx";
import { Avatar } from "#app/components/ui/avatar.tsx";
import { Card } from "#app/components/ui/card.tsx";
import { classNames } from "#app/components/ui/class-names.ts";
import type { Notification } from "#app/db.tenant.server.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { subjectPage } from "../activity/subject-page.ts";
import { MarkRead } from "./read-forms.tsx";

type ListProps = { notifications: Notification[]; show: "unread" | undefined };

/** Who did what about the reader, newest first. */
export function NotificationList({ notifications, show }: ListProps) {
  return (
    <Card>
      <ol className="divide-y">
        {notifications.map((notification) => (
          <NotificationItem key={notification.id} notification={notification} show={show} />
        ))}
      </ol>
    </Card>
  );
}

type ItemProps = { notification: Notification; show: "unread" | undefined };

function NotificationItem({ notification, show }: ItemProps) {
  const { t } = useTranslation();
  const { id, actorName, subjectName, isRead, createdAt } = notification;
  const actor = actorName || t("activity.someone");
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-3">
      <span
        aria-hidden="true"
        className={classNames("size-2 shrink-0 rounded-full", isRead ? "bg-transparent" : "bg-accent")}
      />
      <Avatar name={actor} picture={notification.actorPicture} />
      <div className="grid min-w-0 flex-1 basis-48 gap-0.5">
        <p className={classNames("wrap-anywhere", isRead && "text-muted")}>
          {!isRead && <span className="sr-only">{t("notifications.show.unread")}: </span>}
          <bdi className="font-medium">{actor}</bdi> <What kind={notification.kind} />{" "}
          <Subject notification={notification} />
        </p>
        <p className="text-xs text-muted">
          <RelativeTime at={createdAt} />
        </p>
      </div>
      {!isRead && <MarkRead id={id} name={subjectName} show={show} />}
    </li>
  );
}

/** In the words of its kind; one that a newer release wrote is told all the same. */
function What({ kind }: { kind: string }) {
  const { t, i18n } = useTranslation();
  const key = `notifications.kinds.${kind}`;
  return i18n.exists(key) ? t(key as ParseKeys) : t("notifications.kinds.other");
}

function Subject({ notification }: { notification: Notification }) {
  const { id, subjectType, subjectId, subjectName, isLive } = notification;
  if (!isLive || !subjectPage(subjectType, subjectId))
    return <bdi className="font-medium">{subjectName}</bdi>;
  return (
    <Link dir="auto" to={`/notifications/${id}`} className="rounded font-medium text-ink hover:underline">
      {subjectName}
    </Link>
  );
}
