import { DELETED_GRACE_DAYS } from "#app/db.server.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import type { Route } from "./+types/terms.ts";
import { LegalPage, Passage } from "./legal-page.tsx";
import { responsible } from "./responsible.server.ts";

export const loader = () => ({ responsible: responsible(), days: DELETED_GRACE_DAYS });

export default function Terms({ loaderData: { responsible: by, days } }: Route.ComponentProps) {
  const { t } = useTranslation();
  return (
    <LegalPage title={t("legal.terms.title")} lead={t("legal.terms.lead")} responsible={by}>
      <Passage title={t("legal.terms.useTitle")}>
        <p>{t("legal.terms.use")}</p>
      </Passage>
      <Passage title={t("legal.terms.dataTitle")}>
        <p>{t("legal.terms.data")}</p>
      </Passage>
      <Passage title={t("legal.terms.stopTitle")}>
        <p>{t("legal.terms.stop", { count: days })}</p>
      </Passage>
      <Passage title={t("legal.terms.changesTitle")}>
        <p>{t("legal.terms.changes")}</p>
      </Passage>
    </LegalPage>
  );
}
