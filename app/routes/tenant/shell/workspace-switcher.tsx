import { ChevronDown, LayoutGrid, Plus } from "lucide-react";
import { Avatar } from "#app/components/ui/avatar.tsx";
import { Menu } from "#app/components/ui/menu.tsx";
import { UnreadCount } from "#app/components/unread-count.tsx";
import { useTranslation } from "#app/i18n/translation.tsx";
import { PanelLink } from "./panel-link.tsx";
import { WorkspaceMark } from "./workspace-mark.tsx";

type Other = { name: string; url: string; unread: number };
export type Elsewhere = { others: Other[]; allUrl: string; createUrl: string };

type WorkspaceSwitcherProps = { name: string; logo: string | undefined; elsewhere: Elsewhere };

/** Where one is, and the way to one's other workspaces. */
export function WorkspaceSwitcher({ name, logo, elsewhere }: WorkspaceSwitcherProps) {
  const { t } = useTranslation();
  const { others, allUrl, createUrl } = elsewhere;
  return (
    <Menu
      label={t("switcher.title")}
      className="min-w-0 lg:static!"
      trigger={<Here name={name} logo={logo} isWaitedFor={others.some(({ unread }) => unread > 0)} />}
      panelClassName="left-0 mt-2 w-72 lg:inset-x-0 lg:w-auto"
    >
      {others.length > 0 && (
        <>
          <ul aria-label={t("switcher.title")} className="grid max-h-[50dvh] gap-0.5 overflow-y-auto">
            {others.map((other) => (
              <OtherWorkspace key={other.url} other={other} />
            ))}
          </ul>
          <hr />
        </>
      )}
      <PanelLink to={allUrl} icon={LayoutGrid}>
        {t("switcher.all")}
      </PanelLink>
      <PanelLink to={createUrl} icon={Plus}>
        {t("switcher.create")}
      </PanelLink>
    </Menu>
  );
}

type HereProps = { name: string; logo: string | undefined; isWaitedFor: boolean };

function Here({ name, logo, isWaitedFor }: HereProps) {
  const { t } = useTranslation();
  return (
    <span className="flex min-h-9 min-w-0 flex-1 items-center gap-2.5 font-semibold">
      <span className="relative">
        <WorkspaceMark name={name} logo={logo} />
        {isWaitedFor && (
          <span className="absolute -top-1 -right-1 size-2.5 rounded-full bg-accent ring-2 ring-surface">
            <span className="sr-only">{t("switcher.waiting")}</span>
          </span>
        )}
      </span>
      <span dir="auto" className="truncate">
        {name}
      </span>
      <ChevronDown aria-hidden="true" size={14} className="shrink-0 text-muted" />
    </span>
  );
}

/** The way in is that of every link to a workspace: whoever is not signed in there yet comes by the apex. */
function OtherWorkspace({ other: { name, url, unread } }: { other: Other }) {
  return (
    <li>
      <a
        href={url}
        title={new URL(url).host}
        className="flex items-center gap-2.5 rounded px-2 py-1 font-medium hover:bg-sunken"
      >
        <Avatar name={name} square />
        <span dir="auto" className="min-w-0 flex-1 truncate">
          {name}
        </span>
        <UnreadCount count={unread} />
      </a>
    </li>
  );
}
