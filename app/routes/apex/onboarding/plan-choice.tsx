import { type FieldMetadata, getCollectionProps } from "@conform-to/react";
import { FieldErrors } from "#app/components/ui/field.tsx";
import { PLANS, type Plan } from "#app/db.shared.ts";
import { useTranslation } from "#app/i18n/translation.tsx";

export function PlanChoice({ field }: { field: FieldMetadata<Plan> }) {
  const { t } = useTranslation();
  const radios = getCollectionProps(field, { type: "radio", options: [...PLANS] });
  return (
    <fieldset id={field.id} tabIndex={-1} className="grid gap-2">
      <legend className="mb-2 font-medium">{t("onboarding.plan")}</legend>
      <div className="grid gap-2 sm:grid-cols-2">
        {radios.map(({ key, ...radio }, index) => (
          <label
            key={key}
            className="flex items-start gap-3 rounded border border-control/50 bg-surface p-4 transition-colors hover:bg-sunken has-checked:border-accent has-checked:bg-accent-soft"
          >
            <input {...radio} className="mt-0.5 size-4 shrink-0 accent-accent" />
            <span className="grid gap-0.5">
              <span className="font-medium">{t(`onboarding.${PLANS[index] ?? "standard"}`)}</span>
              <span className="text-muted">{t(`onboarding.${PLANS[index] ?? "standard"}Hint`)}</span>
            </span>
          </label>
        ))}
      </div>
      <FieldErrors id={field.id} errors={field.errors ?? []} />
    </fieldset>
  );
}
