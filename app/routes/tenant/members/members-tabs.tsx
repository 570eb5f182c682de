import { NavLink } from "react-router";
import { useTranslation } from "#app/i18n/translation.tsx";

/** Who is in the workspace, and who was asked in: two pages beside each other. */
export function MembersTabs() {
  const { t } = useTranslation();
  const tabs = [
    { to: "/members", label: t("invitations.tabs.members") },
    { to: "/members/invitations", label: t("invitations.tabs.invitations") },
  ];
  return (
    <nav aria-label={t("invitations.tabs.label")} className="border-b">
      <ul className="-mb-px flex gap-5">
        {tabs.map(({ to, label }) => (
          <li key={to}>
            <NavLink
              to={to}
              end
              className="inline-flex min-h-10 items-center border-b-2 border-transparent font-medium text-muted transition-colors hover:text-ink aria-[current=page]:border-accent aria-[current=page]:text-ink"
            >
              {label}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
