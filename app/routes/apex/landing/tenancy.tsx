import { Database, Globe, Undo2 } from "lucide-react";
import { useTranslation } from "#app/i18n/translation.tsx";
import { PointList } from "./point-list.tsx";
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
      <PointList
        points={points.map(({ key, icon }) => ({
          icon,
          title: t(`landing.${key}.title`),
          text: t(`landing.${key}.text`),
        }))}
      />
    </Section>
  );
}
