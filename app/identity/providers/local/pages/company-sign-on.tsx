import { useTranslation } from "#app/i18n/translation.tsx";
import { StandInNote } from "./stand-in-note.tsx";

export type LocalCompanySignOnProps = { companies: string[] };

/** What the stand-in has of it: companies that its own settings name, and no directory. */
export function LocalCompanySignOn({ companies }: LocalCompanySignOnProps) {
  const { t } = useTranslation();
  return (
    <div className="grid gap-4">
      <StandInNote />
      <h2 className="text-base font-semibold">{t("identity.companySetUp.companies")}</h2>
      {companies.length > 0 ? (
        <ul className="grid list-disc gap-1 pl-5">
          {companies.map((domain) => (
            <li key={domain}>{domain}</li>
          ))}
        </ul>
      ) : (
        <p>{t("identity.companySetUp.none")}</p>
      )}
      <p className="text-muted">{t("identity.companySetUp.standIn")}</p>
    </div>
  );
}
