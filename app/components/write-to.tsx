import { useTranslation } from "#app/i18n/translation.tsx";

/** Whom to write to, where people cannot help themselves; nothing where nobody is named. */
export function WriteTo({ address }: { address: string | undefined }) {
  const { t } = useTranslation();
  if (!address) return null;
  return (
    <p className="text-base">
      {t("errors.writeTo")}{" "}
      <a href={`mailto:${address}`} className="underline underline-offset-2">
        {address}
      </a>
    </p>
  );
}
