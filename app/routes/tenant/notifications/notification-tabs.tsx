import { Tabs } from "#app/components/ui/tabs.tsx";
import { UnreadCount } from "#app/components/unread-count.tsx";
import { useTranslation } from "#app/i18n/translation.tsx";
import { notificationsPath } from "./notifications-path.ts";

type TabsProps = { show: "unread" | undefined; unread: number };

export function NotificationTabs({ show, unread }: TabsProps) {
  const { t } = useTranslation();
  const unreadLabel = (
    <span className="inline-flex items-center gap-2">
      {t("notifications.show.unread")}
      <UnreadCount count={unread} />
    </span>
  );
  return (
    <Tabs
      label={t("notifications.show.label")}
      tabs={[
        { to: notificationsPath(), label: t("notifications.show.all"), isCurrent: show === undefined },
        { to: notificationsPath("unread"), label: unreadLabel, isCurrent: show === "unread" },
      ]}
    />
  );
}
