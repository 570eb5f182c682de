import type { ParseKeys } from "i18next";
import type { LucideIcon } from "lucide-react";
import { NavLink } from "react-router";
import { useTranslation } from "#app/i18n/translation.tsx";

/** `text` is a key of the texts; with `end` the pages below it are not the item's own. */
export type NavItem = {
  to: string;
  text: ParseKeys;
  icon: LucideIcon;
  end?: boolean;
  /** As `aria-keyshortcuts` has them, and as they are shown. */
  keys?: { aria: string; shown: string };
};

export function SideNav({ label, items }: { label: string; items: readonly NavItem[] }) {
  const { t } = useTranslation();
  return (
    <nav aria-label={label}>
      <ul className="grid gap-0.5">
        {items.map(({ to, text, icon: Icon, end = false, keys }) => (
          <li key={to}>
            <NavLink to={to} end={end} aria-keyshortcuts={keys?.aria} className="nav-item">
              <Icon aria-hidden="true" size={17} />
              {t(text)}
              {keys && (
                <span aria-hidden="true" className="ml-auto hidden font-mono text-xs font-normal lg:inline">
                  {keys.shown}
                </span>
              )}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
