import { ChevronsUpDown, LayoutGrid, type LucideIcon, Plus } from "lucide-react";
import { Avatar } from "#app/components/ui/avatar.tsx";
import { Menu } from "#app/components/ui/menu.tsx";
import { UnreadCount } from "#app/components/unread-count.tsx";
import { useTranslation } from "#app/i18n/translation.tsx";

type Other = { name: string; url: string; unread: number };
export type Elsewhere = { others: Other[]; allUrl: string; createUrl: string };

/** Where one is, and the way to one's other workspaces. */
export function WorkspaceSwitcher({ name, elsewhere }: { name: string; elsewhere: Elsewhere }) {
  const { t } = useTranslation();
  const { others, allUrl, createUrl } = elsewhere;
  return (
    <Menu
      label={t("switcher.title")}
      className="min-w-0 lg:static!"
      trigger={<Here name={name} isWaitedFor={others.some(({ unread }) => unread > 0)} />}
      panelClassName="left-0 mt-2 w-72 max-w-[calc(100vw-2rem)] lg:inset-x-0 lg:w-auto"
    >
      {others.length > 0 && (
        <>
          <ul aria-label={t("switcher.others")} className="grid max-h-[50dvh] gap-0.5 overflow-y-auto">
            {others.map((other) => (
              <OtherWorkspace key={other.url} other={other} />
            ))}
          </ul>
          <hr />
        </>
      )}
      <WayOut to={allUrl} icon={LayoutGrid} text={t("switcher.all")} />
      <WayOut to={createUrl} icon={Plus} text={t("switcher.create")} />
    </Menu>
  );
}

function Here({ name, isWaitedFor }: { name: string; isWaitedFor: boolean }) {
  const { t } = useTranslation();
  return (
    <span className="flex min-h-9 min-w-0 flex-1 items-center gap-2.5 font-semibold">
      <span className="relative">
        <Avatar name={name} square />
        {isWaitedFor && (
          <span className="absolute -top-1 -right-1 size-2.5 rounded-full bg-accent ring-2 ring-surface">
            <span className="sr-only">{t("switcher.waiting")}</span>
          </span>
        )}
      </span>
      <span dir="auto" className="truncate">
        {name}
      </span>
      <ChevronsUpDown aria-hidden="true" size={14} className="shrink-0 text-muted" />
    </span>
  );
}

const LINE = "flex min-h-9 min-w-0 items-center gap-2.5 rounded px-2 font-medium hover:bg-sunken";

/** The way in is that of every link to a workspace: whoever is not signed in there yet comes by the apex. */
function OtherWorkspace({ other: { name, url, unread } }: { other: Other }) {
  return (
    <li>
      <a href={url} title={new URL(url).host} className={`${LINE} py-1`}>
        <Avatar name={name} square />
        <span dir="auto" className="min-w-0 flex-1 truncate">
          {name}
        </span>
        <UnreadCount count={unread} />
      </a>
    </li>
  );
}

function WayOut({ to, icon: Icon, text }: { to: string; icon: LucideIcon; text: string }) {
  return (
    <a href={to} className={LINE}>
      <Icon aria-hidden="true" size={16} className="text-muted" />
      {text}
    </a>
  );
}
