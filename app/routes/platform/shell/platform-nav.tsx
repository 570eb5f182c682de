import { Database, Gauge, History, ListChecks, ScrollText, Webhook } from "lucide-react";
import { NavLink } from "react-router";
import { useTranslation } from "#app/i18n/translation.tsx";

const items = [
  { to: "/platform", text: "platform.nav.overview", icon: Gauge, end: true },
  { to: "/platform/tenants", text: "platform.nav.tenants", icon: ListChecks, end: false },
  { to: "/platform/clusters", text: "platform.nav.clusters", icon: Database, end: false },
  { to: "/platform/migrations", text: "platform.nav.migrations", icon: History, end: false },
  { to: "/platform/webhooks", text: "platform.nav.webhooks", icon: Webhook, end: false },
  { to: "/platform/audit", text: "platform.nav.audit", icon: ScrollText, end: false },
] as const;

export function PlatformNav({ label }: { label: string }) {
  const { t } = useTranslation();
  return (
    <nav aria-label={label}>
      <ul className="grid gap-px">
        {items.map(({ to, text, icon: Icon, end }) => (
          <li key={to}>
            <NavLink
              to={to}
              end={end}
              className="flex min-h-8 items-center gap-2.5 rounded px-2 font-medium text-muted transition-colors hover:bg-sunken hover:text-ink aria-[current=page]:bg-accent-soft aria-[current=page]:text-accent-text"
            >
              <Icon aria-hidden="true" size={16} />
              {t(text)}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
