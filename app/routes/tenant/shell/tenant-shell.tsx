import { CircleUser, DoorOpen, LayoutDashboard, MonitorSmartphone } from "lucide-react";
import type { ReactNode } from "react";
import { AccountPanel } from "#app/components/shell/account-panel.tsx";
import type { NavItem } from "#app/components/shell/side-nav.tsx";
import { SideShell } from "#app/components/shell/side-shell.tsx";
import type { Role } from "#app/db.shared.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { can } from "#app/permissions.ts";
import { membersNav } from "../members/members-nav.ts";
import { NotificationsLink } from "../notifications/notifications-link.tsx";
import { projectsNav } from "../projects/projects-nav.ts"; // example
import { settingsNav, settingsOf } from "../settings/settings-nav.ts";
import { PanelLink } from "./panel-link.tsx";
import { type Elsewhere, WorkspaceSwitcher } from "./workspace-switcher.tsx";

type TenantShellProps = {
  tenant: { name: string; logo: string | undefined };
  member: { id: string; name: string; email: string; role: Role };
  /** Notifications that wait for the member here. */
  unread: number;
  elsewhere: Elsewhere;
  children: ReactNode;
};

/** What is in the menu for somebody in this role. */
const itemsFor = (member: { id: string; role: Role }): NavItem[] => [
  { to: "/dashboard", text: "nav.dashboard", icon: LayoutDashboard },
  projectsNav, // example
  ...(can(member, "members:manage") ? [membersNav] : []),
  ...(settingsOf(member).length > 0 ? [settingsNav] : []),
];

/** A workspace's pages, for its members. */
export function TenantShell({ tenant, member, unread, elsewhere, children }: TenantShellProps) {
  const { t } = useTranslation();
  return (
    <SideShell
      brand={<WorkspaceSwitcher {...tenant} elsewhere={elsewhere} />}
      notices={<NotificationsLink unread={unread} />}
      items={itemsFor(member)}
      menuLabel={t("nav.workspaceMenu")}
      account={
        <AccountPanel person={member} standing={t(`roles.${member.role}`)} signOut="/session/end">
          <PanelLink to="/account" icon={CircleUser}>
            {t("account.title")}
          </PanelLink>
          <PanelLink to="/sessions" icon={MonitorSmartphone}>
            {t("sessions.nav")}
          </PanelLink>
          <PanelLink to="/leave" icon={DoorOpen}>
            {t("members.leave")}
          </PanelLink>
        </AccountPanel>
      }
    >
      {children}
    </SideShell>
  );
}
