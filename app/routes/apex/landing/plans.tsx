import { Check } from "lucide-react";
import { ButtonLink } from "#app/components/ui/button.tsx";
import { PLANS } from "#app/db.shared.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { Section } from "./section.tsx";

export function Plans() {
  const { t } = useTranslation();
  return (
    <Section id="plans" title={t("landing.plansTitle")} lead={t("landing.plansLead")} isTinted>
      <ul className="grid gap-4 md:grid-cols-2">
        {PLANS.map((plan) => (
          <li key={plan} className="grid content-start gap-5 rounded border bg-canvas p-6">
            <div className="grid gap-1">
              <h3 className="text-lg font-semibold">{t(`landing.${plan}.name`)}</h3>
              <p className="text-muted">{t(`landing.${plan}.text`)}</p>
            </div>
            <ul className="grid gap-2">
              {(["one", "two", "three"] as const).map((item) => (
                <li key={item} className="flex items-center gap-2">
                  <Check aria-hidden="true" size={16} className="shrink-0 text-accent-text" />
                  {t(`landing.${plan}.items.${item}`)}
                </li>
              ))}
            </ul>
            <ButtonLink to={`/onboarding?plan=${plan}`} className="justify-self-start">
              {t("landing.choose", { plan: t(`landing.${plan}.name`) })}
            </ButtonLink>
          </li>
        ))}
      </ul>
    </Section>
  );
}
