import { Bell } from "lucide-react";
import { NavLink } from "react-router";
import { UnreadCount } from "#app/components/unread-count.tsx";
import { useTranslation } from "#app/i18n/translation.tsx";

/** The bell, with how many wait. */
export function NotificationsLink({ unread }: { unread: number }) {
  const { t } = useTranslation();
  return (
    <NavLink
      to="/notifications"
      title={t("notifications.title")}
      className="relative grid size-9 shrink-0 place-items-center rounded text-muted hover:bg-sunken aria-[current=page]:bg-accent-soft aria-[current=page]:text-accent-text"
    >
      <Bell aria-hidden="true" size={18} />
      <span className="sr-only">{t("notifications.title")} </span>
      <span className="absolute -top-1 left-1/2">
        <UnreadCount count={unread} />
      </span>
    </NavLink>
  );
}
