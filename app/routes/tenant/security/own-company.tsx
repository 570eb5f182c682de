import { useTranslation } from "#app/i18n/translation.tsx";

/** Whether whoever looks came through their company's sign-on, and where it is set up. */
export function OwnCompany({ domain, url }: { domain: string | null; url: string }) {
  const { t } = useTranslation();
  return (
    <p className="text-muted">
      {domain ? t("security.ownCompanyOn", { domain }) : t("security.ownCompanyOff")}{" "}
      <a href={url} className="font-medium text-accent-text underline underline-offset-2">
        {t("security.companySetUp")}
      </a>
    </p>
  );
}
