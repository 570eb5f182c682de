import { CircleUser, DoorOpen, Keyboard as KeyboardIcon, MonitorSmartphone, Search } from "lucide-react";
import type { ReactNode } from "react";
import { AccountPanel } from "#app/components/shell/account-panel.tsx";
import type { NavItem } from "#app/components/shell/side-nav.tsx";
import { SideShell } from "#app/components/shell/side-shell.tsx";
import type { Role } from "#app/db.shared.ts";
import type { ReadOnlyFacts } from "#app/http/read-only.server.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import type { Actor } from "../actions/action.ts";
import { Keyboard } from "../actions/keyboard.tsx";
import { isForMember, MENU_ACTIONS } from "../actions/menu-actions.ts";
import { NotificationsLink } from "../notifications/notifications-link.tsx";
import { PanelLink } from "./panel-link.tsx";
import { ReadOnlyLine } from "./read-only-line.tsx";
import { type Elsewhere, WorkspaceSwitcher } from "./workspace-switcher.tsx";

type TenantShellProps = {
  tenant: { name: string; logo: string | undefined };
  member: { id: string; name: string; email: string; picture: string | null; role: Role };
  /** Notifications that wait for the member here. */
  unread: number;
  /** Where the workspace takes no changes for now. */
  readOnly: ReadOnlyFacts | undefined;
  elsewhere: Elsewhere;
  children: ReactNode;
};

/** Opens the palette where there are scripts. */
const search: NavItem = {
  to: "/search",
  text: "actions.search.title",
  icon: Search,
  keys: { aria: "Control+K Meta+K", shown: "Ctrl K" },
};

const menuFor = (member: Actor): NavItem[] => [
  search,
  ...MENU_ACTIONS.filter(isForMember(member)).map(({ to, text, icon }) => ({ to, text, icon })),
];

/** A workspace's pages, for its members. */
export function TenantShell({ tenant, member, unread, readOnly, elsewhere, children }: TenantShellProps) {
  const { t } = useTranslation();
  return (
    <SideShell
      brand={<WorkspaceSwitcher {...tenant} elsewhere={elsewhere} />}
      notices={<NotificationsLink unread={unread} />}
      items={menuFor(member)}
      menuLabel={t("nav.workspaceMenu")}
      account={
        <AccountPanel person={member} standing={t(`roles.${member.role}`)} signOut="/session/end">
          <PanelLink to="/account" icon={CircleUser}>
            {t("account.title")}
          </PanelLink>
          <PanelLink to="/sessions" icon={MonitorSmartphone}>
            {t("sessions.nav")}
          </PanelLink>
          <PanelLink to="/shortcuts" icon={KeyboardIcon}>
            {t("actions.shortcuts.title")}
          </PanelLink>
          <PanelLink to="/leave" icon={DoorOpen}>
            {t("members.leave")}
          </PanelLink>
        </AccountPanel>
      }
    >
      {readOnly && <ReadOnlyLine {...readOnly} />}
      {children}
      <Keyboard id={member.id} role={member.role} />
    </SideShell>
  );
}
