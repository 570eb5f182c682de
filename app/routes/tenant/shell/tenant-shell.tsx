import { Menu as MenuIcon } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { Avatar } from "#app/components/ui/avatar.tsx";
import { Menu } from "#app/components/ui/menu.tsx";
import { CONTENT_ID, SkipLink } from "#app/components/ui/skip-link.tsx";
import { useTranslation } from "#app/i18n/translation.tsx";
import { AccountPanel, type ShownMember } from "./account-panel.tsx";
import { TenantNav } from "./tenant-nav.tsx";

type TenantShellProps = {
  tenant: { name: string };
  member: ShownMember;
  workspacesUrl: string;
  children: ReactNode;
};

/** A workspace: a sidebar where there is room for it, the same below a menu where there is not. */
export function TenantShell({ tenant, member, workspacesUrl, children }: TenantShellProps) {
  const { t } = useTranslation();
  const account = <AccountPanel member={member} workspacesUrl={workspacesUrl} />;
  return (
    <div className="min-h-dvh lg:grid lg:grid-cols-[15.5rem_minmax(0,1fr)]">
      <SkipLink />
      <header className="flex h-14 items-center justify-between gap-3 border-b bg-surface px-4 lg:hidden">
        <WorkspaceName name={tenant.name} />
        <Menu
          label={t("nav.workspaceMenu")}
          trigger={
            <span className="flex min-h-9 items-center gap-2 rounded border border-control/50 px-3 font-medium">
              <MenuIcon aria-hidden="true" size={16} />
              {t("nav.menu")}
            </span>
          }
          panelClassName="right-0 mt-2 w-72 gap-3! p-3!"
        >
          <TenantNav label={t("nav.menu")} />
          <hr />
          {account}
        </Menu>
      </header>
      <aside className="sticky top-0 hidden h-dvh flex-col gap-5 border-r bg-surface px-3 py-4 lg:flex">
        <div className="px-2">
          <WorkspaceName name={tenant.name} />
        </div>
        <TenantNav label={t("nav.main")} />
        <div className="mt-auto border-t pt-4">{account}</div>
      </aside>
      <main id={CONTENT_ID} tabIndex={-1} className="px-4 py-6 sm:px-8 sm:py-8">
        <div className="mx-auto grid max-w-content gap-6">{children}</div>
      </main>
    </div>
  );
}

function WorkspaceName({ name }: { name: string }) {
  return (
    <Link to="/dashboard" className="flex min-w-0 items-center gap-2.5 rounded font-semibold">
      <Avatar name={name} square />
      <span className="truncate">{name}</span>
    </Link>
  );
}
