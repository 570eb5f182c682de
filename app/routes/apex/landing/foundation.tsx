import { FileCode2, Languages, ShieldCheck } from "lucide-react";
import { useTranslation } from "#app/i18n/translation.tsx";
import { PointList } from "./point-list.tsx";
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
      <PointList
        points={points.map(({ key, icon }) => ({
          icon,
          title: t(`landing.foundation.${key}.title`),
          text: t(`landing.foundation.${key}.text`),
        }))}
      />
    </Section>
  );
}
