import { Database, Gauge, History, ListChecks, ScrollText, Tags, Webhook } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { LogoMark } from "#app/components/logo.tsx";
import { AccountPanel } from "#app/components/shell/account-panel.tsx";
import type { NavItem } from "#app/components/shell/side-nav.tsx";
import { SideShell } from "#app/components/shell/side-shell.tsx";
import { useTranslation } from "#app/i18n/translation.tsx";

const items: NavItem[] = [
  { to: "/platform", text: "platform.nav.overview", icon: Gauge, end: true },
  { to: "/platform/tenants", text: "platform.nav.tenants", icon: ListChecks },
  { to: "/platform/clusters", text: "platform.nav.clusters", icon: Database },
  { to: "/platform/migrations", text: "platform.nav.migrations", icon: History },
  { to: "/platform/categories", text: "platform.categories.title", icon: Tags }, // example
  { to: "/platform/webhooks", text: "platform.nav.webhooks", icon: Webhook },
  { to: "/platform/audit", text: "platform.nav.audit", icon: ScrollText },
];

type PlatformShellProps = { staff: { name: string; email: string }; children: ReactNode };

/** The console, for staff. */
export function PlatformShell({ staff, children }: PlatformShellProps) {
  const { t } = useTranslation();
  const standing = t("platform.staff");
  return (
    <SideShell
      brand={<PlatformName />}
      items={items}
      menuLabel={t("platform.menuLabel")}
      account={<AccountPanel person={staff} standing={standing} signOut="/platform/session/end" />}
    >
      {children}
    </SideShell>
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
