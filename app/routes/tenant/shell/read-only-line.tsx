import { Alert } from "#app/components/ui/alert.tsx";
import { useMomentText } from "#app/components/use-moment-text.ts";
import type { ReadOnlyFacts } from "#app/http/read-only.server.ts";
import { useTranslation } from "#app/i18n/translation.tsx";

/** On each page of a workspace that takes no changes for now. */
export function ReadOnlyLine({ until, notice }: ReadOnlyFacts) {
  const { t } = useTranslation();
  const time = useMomentText(until);
  return (
    <Alert tone="info" isStanding>
      <p>{time ? t("errors.readOnly.until", { time }) : t("errors.readOnly.what")}</p>
      {notice && (
        <p dir="auto" className="font-normal">
          {notice}
        </p>
      )}
    </Alert>
  );
}
