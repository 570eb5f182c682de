import { useTranslation } from "#app/i18n/translation.tsx";

/** Whether whoever looks has a second factor themselves, and where to add one. */
export function OwnFactor({ hasIt, url }: { hasIt: boolean; url: string }) {
  const { t } = useTranslation();
  if (hasIt) return <p className="text-muted">{t("security.ownFactorOn")}</p>;
  return (
    <p className="text-muted">
      {t("security.ownFactorOff")}{" "}
      <a href={url} className="font-medium text-accent-text underline underline-offset-2">
        {t("security.addFactor")}
      </a>
    </p>
  );
}
