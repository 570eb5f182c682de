import { useLocation } from "react-router";
import { Tabs } from "#app/components/ui/tabs.tsx";
import { useTranslation } from "#app/i18n/translation.tsx";

/** Who is in the workspace, and who was asked in: two pages beside each other. */
export function MembersTabs() {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const tabs = [
    { to: "/members", label: t("invitations.tabs.members") },
    { to: "/members/invitations", label: t("invitations.tabs.invitations") },
  ];
  return (
    <Tabs
      label={t("invitations.tabs.label")}
      tabs={tabs.map((tab) => ({ ...tab, isCurrent: tab.to === pathname }))}
    />
  );
}
