import { type FieldMetadata, getCollectionProps } from "@conform-to/react";
import { FieldErrors } from "#app/components/ui/field.tsx";
import { BUNDLE_MINUTES, RHYTHMS } from "#app/db.shared.ts";
import { useTranslation } from "#app/i18n/translation.tsx";

export function RhythmChoice({ field }: { field: FieldMetadata<string> }) {
  const { t } = useTranslation();
  const radios = getCollectionProps(field, { type: "radio", options: [...RHYTHMS] });
  return (
    <fieldset id={field.id} tabIndex={-1} className="grid gap-2">
      <legend className="mb-2 font-medium">{t("mailChoices.rhythm")}</legend>
      {radios.map(({ key, ...radio }, index) => {
        const rhythm = RHYTHMS[index] ?? "soon";
        return (
          <label
            key={key}
            className="flex items-start gap-3 rounded border border-control/50 bg-surface px-4 py-3 transition-colors hover:bg-sunken has-checked:border-accent has-checked:bg-accent-soft"
          >
            <input {...radio} className="mt-0.5 size-4 shrink-0 accent-accent" />
            <span className="grid gap-0.5">
              <span className="font-medium">{t(`mailChoices.rhythms.${rhythm}`)}</span>
              <span className="text-muted">
                {t(`mailChoices.hints.${rhythm}`, { count: BUNDLE_MINUTES })}
              </span>
            </span>
          </label>
        );
      })}
      <FieldErrors id={field.id} errors={field.errors ?? []} />
    </fieldset>
  );
}
