import { Menu as MenuIcon } from "lucide-react";
import type { ReactNode } from "react";
import { Menu } from "#app/components/ui/menu.tsx";
import { CONTENT_ID, SkipLink } from "#app/components/ui/skip-link.tsx";
import { useTranslation } from "#app/i18n/translation.tsx";
import { type NavItem, SideNav } from "./side-nav.tsx";

type SideShellProps = {
  /** Whose pages these are, with a link to the first of them. */
  brand: ReactNode;
  /** What waits for who is here, beside the brand. */
  notices?: ReactNode;
  items: readonly NavItem[];
  /** Who is here, and the way out. */
  account: ReactNode;
  menuLabel: string;
  children: ReactNode;
};

/** A workspace, and the console: a sidebar where there is room for it, the same below a menu elsewhere. */
export function SideShell({ brand, notices, items, account, menuLabel, children }: SideShellProps) {
  const { t } = useTranslation();
  return (
    <div className="min-h-dvh lg:grid lg:grid-cols-[15rem_minmax(0,1fr)]">
      <SkipLink />
      <header className="flex h-14 items-center justify-between gap-3 border-b bg-surface px-4 lg:hidden">
        {brand}
        <div className="flex shrink-0 items-center gap-2">
          {notices}
          <Menu
            label={menuLabel}
            trigger={
              <span className="flex min-h-9 items-center gap-2 rounded border border-control/50 px-3 font-medium">
                <MenuIcon aria-hidden="true" size={16} />
                {t("nav.menu")}
              </span>
            }
            panelClassName="right-0 mt-2 w-72 gap-3! p-3!"
          >
            <SideNav label={t("nav.menu")} items={items} />
            <hr />
            {account}
          </Menu>
        </div>
      </header>
      <aside className="sticky top-0 hidden h-dvh min-w-0 flex-col gap-5 overflow-y-auto border-r bg-surface px-3 py-4 lg:flex">
        <div className="relative flex items-center gap-1 px-2">
          <div className="min-w-0 flex-1">{brand}</div>
          {notices}
        </div>
        <SideNav label={t("nav.main")} items={items} />
        <div className="mt-auto border-t pt-4">{account}</div>
      </aside>
      <main id={CONTENT_ID} tabIndex={-1} className="px-4 py-6 sm:px-8 sm:py-8">
        <div className="mx-auto grid max-w-content grid-cols-1 gap-6">{children}</div>
      </main>
    </div>
  );
}
