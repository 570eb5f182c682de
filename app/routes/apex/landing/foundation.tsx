import { FileCode2, Languages, ShieldCheck } from "lucide-react";
import { useTranslation } from "#app/i18n/translation.tsx";
import { Section } from "./section.tsx";

const points = [
  { key: "roles", icon: ShieldCheck },
  { key: "noScript", icon: FileCode2 },
  { key: "languages", icon: Languages },
] as const;

export function Foundation() {
  const { t } = useTranslation();
  return (
    <Section id="foundation" title={t("landing.foundationTitle")}>
      <ul className="grid gap-8 md:grid-cols-3">
        {points.map(({ key, icon: Icon }) => (
          <li key={key} className="grid content-start gap-2">
            <Icon aria-hidden="true" size={20} className="text-accent-text" />
            <h3 className="text-base font-semibold">{t(`landing.foundation.${key}.title`)}</h3>
            <p className="text-muted">{t(`landing.foundation.${key}.text`)}</p>
          </li>
        ))}
      </ul>
    </Section>
  );
}
