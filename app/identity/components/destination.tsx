import { useTranslation } from "#app/i18n/translation.tsx";

/** Where signing in leads, by the hostname that it began at: a stranger to it learns no name. */
export function Destination({ host }: { host: string | undefined }) {
  const { t } = useTranslation();
  if (!host) return null;
  return <p className="text-base wrap-anywhere">{t("identity.continueTo", { host })}</p>;
}
