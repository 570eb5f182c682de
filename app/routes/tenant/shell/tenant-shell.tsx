import { DoorOpen, LayoutDashboard, LayoutGrid, MonitorSmartphone } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { AccountPanel } from "#app/components/shell/account-panel.tsx";
import type { NavItem } from "#app/components/shell/side-nav.tsx";
import { SideShell } from "#app/components/shell/side-shell.tsx";
import { Avatar } from "#app/components/ui/avatar.tsx";
import { Button } from "#app/components/ui/button.tsx";
import type { Role } from "#app/db.shared.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { can } from "#app/permissions.ts";
import { membersNav } from "../members/members-nav.ts";
import { projectsNav } from "../projects/projects-nav.ts"; // example

type TenantShellProps = {
  tenant: { name: string };
  member: { id: string; name: string; email: string; role: Role };
  workspacesUrl: string;
  children: ReactNode;
};

/** What is in the menu for somebody in this role. */
const itemsFor = (member: { id: string; role: Role }): NavItem[] => [
  { to: "/dashboard", text: "nav.dashboard", icon: LayoutDashboard },
  projectsNav, // example
  ...(can(member, "members:manage") ? [membersNav] : []),
];

/** A workspace's pages, for its members. */
export function TenantShell({ tenant, member, workspacesUrl, children }: TenantShellProps) {
  const { t } = useTranslation();
  return (
    <SideShell
      brand={<WorkspaceName name={tenant.name} />}
      items={itemsFor(member)}
      menuLabel={t("nav.workspaceMenu")}
      account={
        <AccountPanel person={member} standing={t(`roles.${member.role}`)} signOut="/session/end">
          <Button asChild variant="ghost" size="sm" className="w-full justify-start! px-2!">
            <a href={workspacesUrl}>
              <LayoutGrid aria-hidden="true" size={16} />
              {t("nav.allWorkspaces")}
            </a>
          </Button>
          <Button asChild variant="ghost" size="sm" className="w-full justify-start! px-2!">
            <Link to="/sessions">
              <MonitorSmartphone aria-hidden="true" size={16} />
              {t("sessions.nav")}
            </Link>
          </Button>
          <Button asChild variant="ghost" size="sm" className="w-full justify-start! px-2!">
            <Link to="/leave">
              <DoorOpen aria-hidden="true" size={16} />
              {t("members.leave")}
            </Link>
          </Button>
        </AccountPanel>
      }
    >
      {children}
    </SideShell>
  );
}

function WorkspaceName({ name }: { name: string }) {
  return (
    <Link to="/dashboard" className="flex min-w-0 items-center gap-2.5 rounded font-semibold">
      <Avatar name={name} square />
      <span dir="auto" className="truncate">
        {name}
      </span>
    </Link>
  );
}
