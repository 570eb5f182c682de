import { LayoutDashboard } from "lucide-react";
import { NavLink } from "react-router";
import { useTranslation } from "#app/i18n/translation.tsx";
import { projectsNav } from "../projects/projects-nav.ts"; // example

const items = [
  { to: "/dashboard", text: "nav.dashboard", icon: LayoutDashboard },
  projectsNav, // example
] as const;

export function TenantNav({ label }: { label: string }) {
  const { t } = useTranslation();
  return (
    <nav aria-label={label}>
      <ul className="grid gap-0.5">
        {items.map(({ to, text, icon: Icon }) => (
          <li key={to}>
            <NavLink
              to={to}
              className="flex min-h-9 items-center gap-2.5 rounded px-2 font-medium text-muted transition-colors hover:bg-sunken hover:text-ink aria-[current=page]:bg-accent-soft aria-[current=page]:text-accent-text"
            >
              <Icon aria-hidden="true" size={17} />
              {t(text)}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
