import { Bell, Settings2 } from "lucide-react";
import { ButtonLink } from "#app/components/ui/button.tsx";
import { EmptyState } from "#app/components/ui/empty-state.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { Pagination } from "#app/components/ui/pagination.tsx";
import { memberContext, tenantContext, tenantDbContext } from "#app/context.ts";
import { countUnread, listNotifications } from "#app/db.tenant.server.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { pagePaths } from "#app/validation/list-path.ts";
import type { Route } from "./+types/notifications.ts";
import { NotificationFilter } from "./notification-filter.tsx";
import { NotificationList } from "./notification-list.tsx";
import { readNotificationSearch } from "./notification-search.ts";
import { notificationsPath } from "./notifications-path.ts";
import { MarkAllRead } from "./read-forms.tsx";
import { receiverOf } from "./receiver.server.ts";

const NOTIFICATIONS_A_PAGE = 25;

export async function loader({ context, url }: Route.LoaderArgs) {
  const receiver = receiverOf(context.get(memberContext), context);
  const search = readNotificationSearch(url.searchParams);
  const { show, cursor } = search;
  const wanted = { cursor, unreadOnly: show === "unread", limit: NOTIFICATIONS_A_PAGE };
  const [page, unread] = await context
    .get(tenantDbContext)
    .read((tx) => Promise.all([listNotifications(tx, receiver, wanted), countUnread(tx, receiver)]));
  return {
    notifications: page.items,
    unread,
    show,
    /** Where the list begins: what is marked read is what was seen, and all that is older. */
    newestId: page.previousCursor === null ? page.items[0]?.id : undefined,
    ...pagePaths(notificationsPath(), search, page),
    workspaceName: context.get(tenantContext).name,
  };
}

export default function Notifications({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { notifications, unread, show, newestId, next, previous, workspaceName } = loaderData;
  const isEmpty = notifications.length === 0;
  return (
    <Page
      title={t("notifications.title")}
      lead={t("notifications.lead", { workspace: workspaceName })}
      action={
        <>
          <ButtonLink to="/notifications/settings" variant="ghost">
            <Settings2 aria-hidden="true" size={16} />
            {t("mailChoices.nav")}
          </ButtonLink>
          {unread > 0 && newestId !== undefined && <MarkAllRead upTo={newestId} show={show} />}
        </>
      }
    >
      <NotificationFilter show={show} />
      {!isEmpty && <NotificationList notifications={notifications} show={show} />}
      {isEmpty && (
        <EmptyState
          icon={Bell}
          title={t(show ? "notifications.noneUnreadTitle" : "notifications.emptyTitle")}
        >
          {t("notifications.empty")}
        </EmptyState>
      )}
      <Pagination next={next} previous={previous} />
    </Page>
  );
}
