import { Alert } from "#app/components/ui/alert.tsx";
import { useTranslation } from "#app/i18n/translation.tsx";

/** Nobody should take the stand-in's pages for the real ones. */
export function StandInNote() {
  const { t } = useTranslation();
  return (
    <Alert tone="warning">
      <p>{t("identity.standIn.title")}</p>
      <p className="font-normal">{t("identity.standIn.body")}</p>
    </Alert>
  );
}
