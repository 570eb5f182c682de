import { Alert } from "#app/components/ui/alert.tsx";
import { ButtonLink } from "#app/components/ui/button.tsx";
import { useTranslation } from "#app/i18n/translation.tsx";

/** Says that nobody owns the tenant, and leads to where one names somebody. */
export function Ownerless({ path }: { path: string }) {
  const { t } = useTranslation();
  return (
    <Alert tone="warning">
      <span className="flex flex-wrap items-center justify-between gap-3">
        {t("platform.tenant.ownerless")}
        <ButtonLink to={path} size="sm">
          {t("platform.actions.owner.label")}
        </ButtonLink>
      </span>
    </Alert>
  );
}
