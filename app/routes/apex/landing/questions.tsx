import { ChevronDown } from "lucide-react";
import { useTranslation } from "#app/i18n/translation.tsx";
import { Section } from "./section.tsx";

const questions = ["start", "signOn", "out", "end"] as const;

export function Questions() {
  const { t } = useTranslation();
  return (
    <Section id="questions" title={t("landing.questionsTitle")}>
      <ul className="grid max-w-[62ch] divide-y border-y">
        {questions.map((question) => (
          <li key={question}>
            <details className="group py-3">
              <summary className="flex items-center justify-between gap-4 rounded text-base font-medium">
                {t(`landing.questions.${question}.title`)}
                <ChevronDown
                  aria-hidden="true"
                  size={18}
                  className="shrink-0 text-muted transition-transform group-open:rotate-180"
                />
              </summary>
              <p className="pt-2 pr-8 text-base text-muted">{t(`landing.questions.${question}.text`)}</p>
            </details>
          </li>
        ))}
      </ul>
    </Section>
  );
}
