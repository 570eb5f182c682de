import { useTranslation } from "react-i18next";
import { Alert } from "#app/components/ui/alert.tsx";

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
