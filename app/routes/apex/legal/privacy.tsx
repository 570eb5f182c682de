import { DELETED_GRACE_DAYS, KEPT_DAYS } from "#app/db.server.ts";
import { TRASH_DAYS } from "#app/db.tenant.server.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import type { Route } from "./+types/privacy.ts";
import { LegalPage, Passage } from "./legal-page.tsx";
import { responsible } from "./responsible.server.ts";

/** The periods are those that the sweeping jobs go by. */
export function loader() {
  const { sessions, signIns, invitations, mails } = KEPT_DAYS;
  const days = { trash: TRASH_DAYS, workspace: DELETED_GRACE_DAYS, sessions, signIns, invitations, mails };
  return { responsible: responsible(), days };
}

const TIMES = ["trash", "workspace", "sessions", "signIns", "invitations", "mails"] as const;

export default function Privacy({ loaderData: { responsible: by, days } }: Route.ComponentProps) {
  const { t } = useTranslation();
  return (
    <LegalPage title={t("legal.privacy.title")} lead={t("legal.privacy.lead")} responsible={by}>
      <Passage title={t("legal.privacy.youTitle")}>
        <p>{t("legal.privacy.you")}</p>
      </Passage>
      <Passage title={t("legal.privacy.workTitle")}>
        <p>{t("legal.privacy.work")}</p>
      </Passage>
      <Passage title={t("legal.privacy.cookiesTitle")}>
        <p>{t("legal.privacy.cookies")}</p>
      </Passage>
      <Passage title={t("legal.privacy.timesTitle")}>
        <ul className="grid list-disc gap-1 pl-5">
          {TIMES.map((time) => (
            <li key={time}>{t(`legal.privacy.times.${time}`, { count: days[time] })}</li>
          ))}
        </ul>
      </Passage>
      <Passage title={t("legal.privacy.rightsTitle")}>
        <p>{t("legal.privacy.rights")}</p>
      </Passage>
    </LegalPage>
  );
}
