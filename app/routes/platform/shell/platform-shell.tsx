import { LogOut, Menu as MenuIcon } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { LogoMark } from "#app/components/logo.tsx";
import { PreferenceForms } from "#app/components/preference-forms.tsx";
import { Avatar } from "#app/components/ui/avatar.tsx";
import { Button } from "#app/components/ui/button.tsx";
import { Menu } from "#app/components/ui/menu.tsx";
import { CONTENT_ID, SkipLink } from "#app/components/ui/skip-link.tsx";
import { useTranslation } from "#app/i18n/translation.tsx";
import { PlatformNav } from "./platform-nav.tsx";

type StaffView = { name: string; email: string };

/** The console: a sidebar where there is room for it, the same below a menu where there is not. */
export function PlatformShell({ staff, children }: { staff: StaffView; children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <div className="min-h-dvh lg:grid lg:grid-cols-[13.5rem_minmax(0,1fr)]">
      <SkipLink />
      <header className="flex h-12 items-center justify-between gap-3 border-b bg-surface px-4 lg:hidden">
        <PlatformName />
        <Menu
          label={t("platform.menuLabel")}
          trigger={
            <span className="flex min-h-8 items-center gap-2 rounded border border-control/50 px-3 font-medium">
              <MenuIcon aria-hidden="true" size={16} />
              {t("nav.menu")}
            </span>
          }
          panelClassName="right-0 mt-2 w-72 gap-3! p-3!"
        >
          <PlatformNav label={t("nav.menu")} />
          <hr />
          <StaffPanel staff={staff} />
        </Menu>
      </header>
      <aside className="sticky top-0 hidden h-dvh flex-col gap-4 overflow-y-auto border-r bg-surface px-3 py-4 lg:flex">
        <div className="px-2">
          <PlatformName />
        </div>
        <PlatformNav label={t("nav.main")} />
        <div className="mt-auto border-t pt-3">
          <StaffPanel staff={staff} />
        </div>
      </aside>
      <main id={CONTENT_ID} tabIndex={-1} className="px-4 py-5 sm:px-6 sm:py-6">
        <div className="mx-auto grid max-w-content grid-cols-1 gap-5">{children}</div>
      </main>
    </div>
  );
}

function PlatformName() {
  const { t } = useTranslation();
  return (
    <Link to="/platform" className="flex min-w-0 items-center gap-2 rounded font-semibold tracking-tight">
      <LogoMark size={24} />
      <span>
        Tenantry <span className="font-normal text-muted">{t("platform.name")}</span>
      </span>
    </Link>
  );
}

function StaffPanel({ staff }: { staff: StaffView }) {
  const { t } = useTranslation();
  return (
    <div className="grid gap-2">
      <div className="flex items-center gap-2.5 px-2">
        <Avatar name={staff.name} />
        <div className="min-w-0">
          <p className="truncate font-medium">{staff.name}</p>
          <p className="truncate text-xs text-muted" title={staff.email}>
            {t("platform.staff")}
          </p>
        </div>
      </div>
      <form method="post" action="/platform/session/end">
        <Button type="submit" variant="ghost" size="sm" className="w-full justify-start! px-2!">
          <LogOut aria-hidden="true" size={16} />
          {t("nav.signOut")}
        </Button>
      </form>
      <PreferenceForms isStacked />
    </div>
  );
}
