import { FolderKanban, LayoutDashboard } from "lucide-react";
import { useTranslation } from "react-i18next";
import { NavLink } from "react-router";

const items = [
  { to: "/dashboard", label: "nav.dashboard", icon: LayoutDashboard },
  { to: "/projects", label: "nav.projects", icon: FolderKanban },
] as const;

export function TenantNav() {
  const { t } = useTranslation();
  return (
    <nav aria-label={t("nav.main")}>
      <ul className="grid gap-0.5">
        {items.map(({ to, label, icon: Icon }) => (
          <li key={to}>
            <NavLink
              to={to}
              className="flex min-h-9 items-center gap-2.5 rounded px-2 font-medium text-muted transition-colors hover:bg-sunken hover:text-ink aria-[current=page]:bg-accent-soft aria-[current=page]:text-accent-text"
            >
              <Icon aria-hidden="true" size={17} />
              {t(label)}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
