import type { LucideIcon } from "lucide-react";
import { Bell, UserPlus } from "lucide-react";
import type { ReactNode } from "react";
import { useRouteLoaderData } from "react-router";
import { ButtonLink } from "#app/components/ui/button.tsx";
import { Card, CardHeader } from "#app/components/ui/card.tsx";
import { MAX_UNREAD_SHOWN } from "#app/db.shared.ts";
import { useTranslation } from "#app/i18n/translation.tsx";

type NeedsMeProps = {
  /** People who ask to be let in, for who may answer. */
  requests: number;
  /** What else waits; nothing where nothing does. */
  more?: ReactNode;
};

/** What waits for the person, and leads to where it is dealt with. */
export function NeedsMe({ requests, more }: NeedsMeProps) {
  const { t } = useTranslation();
  const unread = useUnread();
  const isEmpty = requests === 0 && unread === 0;
  return (
    <Card aria-labelledby="needs-me">
      <CardHeader id="needs-me" title={t("needsMe.title")} />
      {isEmpty && !more && <p className="px-4 py-5 text-muted">{t("needsMe.nothing")}</p>}
      {!isEmpty && (
        <ul className="divide-y border-b last:border-b-0">
          {requests > 0 && (
            <Waiting icon={UserPlus} to="/members" act={t("needsMe.answer")}>
              {t("join.requests", { count: requests })}
            </Waiting>
          )}
          {unread > 0 && (
            <Waiting icon={Bell} to="/notifications?show=unread" act={t("needsMe.read")}>
              {unread > MAX_UNREAD_SHOWN
                ? t("needsMe.unreadMore", { count: MAX_UNREAD_SHOWN })
                : t("needsMe.unread", { count: unread })}
            </Waiting>
          )}
        </ul>
      )}
      {more}
    </Card>
  );
}

/** The layout has counted them. */
const useUnread = (): number => {
  const layout = useRouteLoaderData<{ unread: number }>("routes/tenant/layout");
  return layout?.unread ?? 0;
};

type WaitingProps = { icon: LucideIcon; to: string; act: string; children: ReactNode };

function Waiting({ icon: Icon, to, act, children }: WaitingProps) {
  return (
    <li className="flex items-center gap-3 px-4 py-3">
      <Icon aria-hidden="true" size={18} className="shrink-0 text-accent-text" />
      <p className="min-w-0 flex-1 font-medium">{children}</p>
      <ButtonLink to={to} size="sm">
        {act}
      </ButtonLink>
    </li>
  );
}
