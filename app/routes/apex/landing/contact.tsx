import { Button } from "#app/components/ui/button.tsx";
import { useTranslation } from "#app/i18n/translation.tsx";
import { Section } from "./section.tsx";

/** Whom to ask; nothing where nobody is named. */
export function Contact({ writeTo }: { writeTo: string | undefined }) {
  const { t } = useTranslation();
  if (!writeTo) return null;
  return (
    <Section id="contact" title={t("landing.contactTitle")} lead={t("landing.contactLead")} isTinted>
      <Button asChild size="lg" className="justify-self-start">
        <a href={`mailto:${writeTo}`}>{writeTo}</a>
      </Button>
    </Section>
  );
}
