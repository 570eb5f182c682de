import { Menu as MenuIcon } from "lucide-react";
import type { ReactNode } from "react";
import { useCloseWhenLeft } from "#app/components/ui/menu.tsx";
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

const MENU_ID = "menu";

/**
 * A workspace, and the console: a sidebar where there is room for it; elsewhere a bar, and below it the same
 * menu while it is open. The menu is in the document once, and styles place it.
 */
export function SideShell({ brand, notices, items, account, menuLabel, children }: SideShellProps) {
  const { t } = useTranslation();
  return (
    <div className="min-h-dvh lg:grid lg:grid-cols-[15rem_minmax(0,1fr)]">
      <SkipLink />
      <header className="relative flex h-14 items-center gap-2 border-b bg-surface px-4 lg:sticky lg:top-0 lg:h-dvh lg:min-w-0 lg:flex-col lg:items-stretch lg:gap-5 lg:overflow-y-auto lg:border-r lg:border-b-0 lg:px-3 lg:py-4">
        <div className="flex min-w-0 flex-1 items-center justify-between gap-3 lg:relative lg:flex-none lg:gap-1 lg:px-2">
          <div className="min-w-0 lg:flex-1">{brand}</div>
          {notices}
        </div>
        <MenuSwitch label={menuLabel} />
        <div
          id={MENU_ID}
          className="grid gap-3 max-lg:absolute max-lg:top-13.5 max-lg:right-4 max-lg:z-20 max-lg:hidden max-lg:w-72 max-lg:rounded max-lg:border max-lg:bg-surface max-lg:p-3 max-lg:shadow max-lg:peer-open:grid lg:flex lg:flex-1 lg:flex-col lg:gap-5"
        >
          <SideNav label={t("nav.main")} items={items} />
          <div className="border-t pt-3 lg:mt-auto lg:pt-4">{account}</div>
        </div>
      </header>
      <main id={CONTENT_ID} tabIndex={-1} className="px-4 py-6 sm:px-8 sm:py-8">
        <div className="mx-auto grid max-w-content grid-cols-1 gap-6">{children}</div>
      </main>
    </div>
  );
}

/** Shows what follows it, also without JavaScript; only where there is no room for a sidebar. */
function MenuSwitch({ label }: { label: string }) {
  const { t } = useTranslation();
  const ref = useCloseWhenLeft(MENU_ID);
  return (
    <details ref={ref} className="peer shrink-0 lg:hidden">
      <summary className="flex min-h-9 items-center gap-2 rounded border border-control/50 px-3 font-medium">
        <span className="sr-only">{label}</span>
        <MenuIcon aria-hidden="true" size={16} />
        {t("nav.menu")}
      </summary>
    </details>
  );
}
