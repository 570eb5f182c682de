import { Database, Globe, Undo2 } from "lucide-react";
import { useTranslation } from "#app/i18n/translation.tsx";
import { Section } from "./section.tsx";
import { TenancyDiagram } from "./tenancy-diagram.tsx";

const points = [
  { key: "address", icon: Globe },
  { key: "place", icon: Database },
  { key: "keep", icon: Undo2 },
] as const;

export function Tenancy({ host }: { host: string }) {
  const { t } = useTranslation();
  return (
    <Section id="how" title={t("landing.tenancyTitle")} lead={t("landing.tenancyLead")} isTinted>
      <TenancyDiagram host={host} />
      <ul className="grid gap-8 md:grid-cols-3">
        {points.map(({ key, icon: Icon }) => (
          <li key={key} className="grid content-start gap-2 border-t-2 border-accent pt-4">
            <Icon aria-hidden="true" size={20} className="text-accent-text" />
            <h3 className="text-base font-semibold">{t(`landing.${key}.title`)}</h3>
            <p className="text-muted">{t(`landing.${key}.text`)}</p>
          </li>
        ))}
      </ul>
    </Section>
  );
}
