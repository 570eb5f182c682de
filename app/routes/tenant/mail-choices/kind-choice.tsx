import { type FieldMetadata, getCollectionProps } from "@conform-to/react";
import { FieldErrors } from "#app/components/ui/field.tsx";
import { kindText } from "#app/i18n/kind-text.ts";
import { useTranslation } from "#app/i18n/translation.tsx";

/** Ticked: mailed. */
export function KindChoice({ field, kinds }: { field: FieldMetadata<string[]>; kinds: string[] }) {
  const { t } = useTranslation();
  const boxes = getCollectionProps(field, { type: "checkbox", options: kinds });
  return (
    <fieldset
      id={field.id}
      tabIndex={-1}
      aria-describedby={`${field.id}-hint`}
      className="grid gap-2 border-t pt-6"
    >
      <legend className="float-left font-medium">{t("mailChoices.kinds")}</legend>
      <p id={`${field.id}-hint`} className="clear-left text-muted">
        {t("mailChoices.kindsHint")}
      </p>
      {boxes.map(({ key, id: _id, required: _required, ...box }) => (
        <label key={key} className="flex min-h-8 items-center gap-2.5">
          <input {...box} className="size-4 shrink-0 accent-accent" />
          <span>{t("mailChoices.kind", { what: kindText(t, box.value ?? "") })}</span>
        </label>
      ))}
      <FieldErrors id={field.id} errors={field.errors ?? []} />
    </fieldset>
  );
}
