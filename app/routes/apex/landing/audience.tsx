import { Building2, Users, Waypoints } from "lucide-react";
import { useTranslation } from "#app/i18n/translation.tsx";
import { PointList } from "./point-list.tsx";
import { Section } from "./section.tsx";

const points = [
  { key: "teams", icon: Users },
  { key: "agencies", icon: Waypoints },
  { key: "companies", icon: Building2 },
] as const;

export function Audience() {
  const { t } = useTranslation();
  return (
    <Section id="audience" title={t("landing.audienceTitle")}>
      <PointList
        points={points.map(({ key, icon }) => ({
          icon,
          title: t(`landing.audience.${key}.title`),
          text: t(`landing.audience.${key}.text`),
        }))}
      />
    </Section>
  );
}
