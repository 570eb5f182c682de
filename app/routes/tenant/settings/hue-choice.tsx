import { type FieldMetadata, getCollectionProps } from "@conform-to/react";
import { FieldErrors } from "#app/components/ui/field.tsx";
import { useTranslation } from "#app/i18n/translation.tsx";
import { HUES } from "./hues.ts";

type HueChoiceProps = { field: FieldMetadata<string>; label: string /** As it is now. */; hue: number };

/** One colour of several, each by its name; one that was chosen elsewhere can be kept. */
export function HueChoice({ field, label, hue }: HueChoiceProps) {
  const { t } = useTranslation();
  const known = new Map(HUES.map((one) => [String(one.hue), one]));
  const present = String(hue);
  const options = known.has(present) ? [...known.keys()] : [present, ...known.keys()];
  const radios = getCollectionProps(field, { type: "radio", options });
  return (
    <fieldset id={field.id} tabIndex={-1} className="grid gap-2">
      <legend className="mb-1.5 font-medium">{label}</legend>
      <p className="text-muted">{t("settings.hueHint")}</p>
      <div className="flex flex-wrap gap-2">
        {radios.map(({ key, id, required: _required, ...radio }) => (
          <label
            key={key}
            className="flex min-h-9 items-center gap-2 rounded border border-control/50 bg-surface px-3 transition-colors hover:bg-sunken has-checked:border-accent has-checked:bg-accent-soft"
          >
            <input {...radio} id={id} className="size-4 accent-accent" />
            <Swatch className={known.get(radio.value ?? "")?.className} />
            {t(known.get(radio.value ?? "")?.text ?? "settings.hues.present")}
          </label>
        ))}
      </div>
      <FieldErrors id={field.id} errors={field.errors ?? []} />
    </fieldset>
  );
}

/** Of the present one where none is named. */
function Swatch({ className = "[--h:var(--accent-hue)]" }: { className?: string | undefined }) {
  return (
    <span aria-hidden="true" className={`size-4 rounded-full bg-[oklch(0.6_0.13_var(--h))] ${className}`} />
  );
}
