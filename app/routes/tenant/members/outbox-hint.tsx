import { useTranslation } from "#app/i18n/translation.tsx";

/** With the stand-in nobody gets mail: says where it is. */
export function OutboxHint({ url }: { url: string | undefined }) {
  const { t } = useTranslation();
  if (!url) return null;
  return (
    <p className="text-muted">
      {t("invitations.inOutbox")}{" "}
      <a href={url} className="font-medium text-accent-text underline underline-offset-2">
        {t("invitations.toOutbox")}
      </a>
    </p>
  );
}
