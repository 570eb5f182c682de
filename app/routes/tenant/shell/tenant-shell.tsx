import { DoorOpen, LayoutDashboard, LayoutGrid, type LucideIcon, MonitorSmartphone } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { AccountPanel } from "#app/components/shell/account-panel.tsx";
import type { NavItem } from "#app/components/shell/side-nav.tsx";
import { SideShell } from "#app/components/shell/side-shell.tsx";
import { Avatar } from "#app/components/ui/avatar.tsx";
import { ButtonLink } from "#app/components/ui/button.tsx";
import type { Role } from "#app/db.shared.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { can } from "#app/permissions.ts";
import { mailDomainsNav } from "../mail-domains/mail-domains-nav.ts";
import { membersNav } from "../members/members-nav.ts";
import { projectsNav } from "../projects/projects-nav.ts"; // example
import { securityNav } from "../security/security-nav.ts";

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
  ...(can(member, "organization:manage") ? [securityNav, mailDomainsNav] : []),
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
          <PanelLink to={workspacesUrl} icon={LayoutGrid}>
            {t("nav.allWorkspaces")}
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

type PanelLinkProps = { to: string; icon: LucideIcon; children: ReactNode };

function PanelLink({ to, icon: Icon, children }: PanelLinkProps) {
  return (
    <ButtonLink to={to} variant="ghost" size="sm" className="w-full justify-start! px-2!">
      <Icon aria-hidden="true" size={16} />
      {children}
    </ButtonLink>
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
