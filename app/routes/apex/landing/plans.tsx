import { Check } from "lucide-react";
import { ButtonLink } from "#app/components/ui/button.tsx";
import { PLANS, type Plan } from "#app/db.shared.ts";
import { numberFormat } from "#app/i18n/formatters.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { PRICES } from "./prices.ts";
import { Section } from "./section.tsx";

export function Plans({ writeTo }: { writeTo: string | undefined }) {
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
            <Price plan={plan} writeTo={writeTo} />
            <ul className="grid gap-2">
              {(["one", "two", "three", "four"] as const).map((item) => (
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

const money = ({ amount, currency }: { amount: number; currency: string }, language: string): string =>
  numberFormat(language, { style: "currency", currency, maximumFractionDigits: 0 }).format(amount);

function Price({ plan, writeTo }: { plan: Plan; writeTo: string | undefined }) {
  const { t, i18n } = useTranslation();
  const price = PRICES[plan];
  if (price)
    return (
      <p className="flex flex-wrap items-baseline gap-x-2">
        <span className="tabular text-xl font-semibold">{money(price, i18n.language)}</span>
        <span className="text-muted">{t("landing.perPerson")}</span>
      </p>
    );
  return (
    <p className="flex flex-wrap items-baseline gap-x-2">
      <span className="text-xl font-semibold">{t("landing.onRequest")}</span>
      {writeTo && (
        <a href={`mailto:${writeTo}`} className="text-muted underline underline-offset-2">
          {t("landing.talk")}
        </a>
      )}
    </p>
  );
}
