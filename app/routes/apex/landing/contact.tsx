import { ButtonAnchor } from "#app/components/ui/button.tsx";
import { useTranslation } from "#app/i18n/translation.tsx";
import { Section } from "./section.tsx";

/** Whom to ask; nothing where nobody is named. */
export function Contact({ writeTo }: { writeTo: string | undefined }) {
  const { t } = useTranslation();
  if (!writeTo) return null;
  return (
    <Section id="contact" title={t("landing.contactTitle")} lead={t("landing.contactLead")} isTinted>
      <ButtonAnchor href={`mailto:${writeTo}`} size="lg" className="justify-self-start">
        {writeTo}
      </ButtonAnchor>
    </Section>
  );
}
