import type { ReactNode } from "react";
import { Page } from "#app/components/ui/page.tsx";
import { useTranslation } from "#app/i18n/translation.tsx";
import type { Responsible } from "./responsible.server.ts";

type LegalPageProps = { title: string; lead: string; responsible: Responsible; children: ReactNode };

export function LegalPage({ title, lead, responsible, children }: LegalPageProps) {
  const { t } = useTranslation();
  const { operator, host, writeTo } = responsible;
  return (
    <Page title={title} lead={lead} width="column">
      {children}
      <footer className="grid gap-1 border-t pt-4 text-base text-muted">
        <p>{operator ? t("legal.operator", { operator }) : t("legal.noOperator", { host })}</p>
        {writeTo && (
          <p>
            {t("legal.contact")}{" "}
            <a href={`mailto:${writeTo}`} className="underline underline-offset-2">
              {writeTo}
            </a>
          </p>
        )}
      </footer>
    </Page>
  );
}

type PassageProps = { title: string; children: ReactNode };

export const Passage = ({ title, children }: PassageProps) => (
  <section className="grid gap-2">
    <h2 className="text-lg font-semibold">{title}</h2>
    <div className="grid gap-2 text-base">{children}</div>
  </section>
);
