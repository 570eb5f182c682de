import { NavLink, useLocation } from "react-router";
import type { Role } from "#app/db.shared.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { SETTINGS, settingsOf } from "./settings-nav.ts";

/** From one part of the settings to another, above each of their pages; nothing elsewhere. */
export function SettingsTabs({ member }: { member: { id: string; role: Role } }) {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  if (pathname !== SETTINGS && !pathname.startsWith(`${SETTINGS}/`)) return null;
  return (
    <nav aria-label={t("settings.sections")} className="border-b">
      <ul className="-mb-px flex flex-wrap gap-x-5">
        {settingsOf(member).map(({ to, text, end }) => (
          <li key={to}>
            <NavLink
              to={to}
              end={end ?? false}
              className="inline-flex min-h-10 items-center border-b-2 border-transparent font-medium whitespace-nowrap text-muted transition-colors hover:text-ink aria-[current=page]:border-accent aria-[current=page]:text-ink"
            >
              {t(text)}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
