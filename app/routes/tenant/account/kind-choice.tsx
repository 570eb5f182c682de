import { type FieldMetadata, getCollectionProps } from "@conform-to/react";
import type { ParseKeys } from "i18next";
import { FieldErrors } from "#app/components/ui/field.tsx";
import { NOTIFICATION_KINDS } from "#app/db.shared.ts";
import { useTranslation } from "#app/i18n/translation.tsx";

const KINDS = Object.keys(NOTIFICATION_KINDS);

/** Of what the person is told; what is not ticked is neither shown nor counted. */
export function KindChoice({ field, label }: { field: FieldMetadata<string[]>; label: string }) {
  const { t, i18n } = useTranslation();
  const textOf = (kind: string): string => {
    const own = `account.kinds.${kind}`;
    return t((i18n.exists(own) ? own : `notifications.kinds.${kind}`) as ParseKeys);
  };
  return (
    <fieldset id={field.id} tabIndex={-1} className="grid gap-2.5 border-t pt-5">
      <legend className="sr-only">{label}</legend>
      <div className="grid gap-0.5">
        <p aria-hidden="true" className="text-base font-semibold">
          {label}
        </p>
        <p className="text-muted">{t("account.toldHint")}</p>
      </div>
      {getCollectionProps(field, { type: "checkbox", options: KINDS }).map(
        ({ key, id, required: _required, ...box }) => (
          <label key={key} className="flex items-start gap-2.5">
            <input {...box} id={id?.replaceAll(".", "-")} className="mt-0.5 size-4 shrink-0 accent-accent" />
            {textOf(box.value ?? "")}
          </label>
        ),
      )}
      <FieldErrors id={field.id} errors={field.errors ?? []} />
    </fieldset>
  );
}
