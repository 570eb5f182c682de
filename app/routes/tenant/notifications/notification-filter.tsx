import { ButtonLink } from "#app/components/ui/button.tsx";
import { useTranslation } from "#app/i18n/translation.tsx";
import { notificationsPath } from "./notifications-path.ts";

/** All, or what is not read yet. */
export function NotificationFilter({ show: shown }: { show: "unread" | undefined }) {
  const { t } = useTranslation();
  return (
    <nav aria-label={t("notifications.show.label")} className="flex gap-1">
      {([undefined, "unread"] as const).map((show) => (
        <ButtonLink
          key={show ?? "all"}
          to={notificationsPath(show)}
          size="sm"
          variant={show === shown ? "secondary" : "ghost"}
          aria-current={show === shown ? "page" : undefined}
        >
          {t(`notifications.show.${show ?? "all"}`)}
        </ButtonLink>
      ))}
    </nav>
  );
}
