import { type FieldMetadata, getCollectionProps } from "@conform-to/react";
import { FieldErrors } from "#app/components/ui/field.tsx";
import type { Category } from "#app/db.tenant.server.ts";
import { useTranslation } from "#app/i18n/translation.tsx";

type ProjectCategoriesProps = { categories: Category[]; field: FieldMetadata<string[]> };

export function ProjectCategories({ categories, field }: ProjectCategoriesProps) {
  const { t } = useTranslation();
  if (categories.length === 0) return null;
  const names = new Map(categories.map(({ id, name }) => [id, name]));
  const boxes = getCollectionProps(field, { type: "checkbox", options: [...names.keys()] });
  return (
    <fieldset id={field.id} tabIndex={-1} className="grid gap-2">
      <legend className="mb-2 font-medium">
        {t("projects.categories")}
        <span className="ml-1.5 font-normal text-muted">{t("form.optional")}</span>
      </legend>
      <div className="flex flex-wrap gap-2">
        {boxes.map(({ key, id, required: _required, ...box }) => (
          <label
            key={key}
            className="flex min-h-9 items-center gap-2 rounded border border-control/50 bg-surface px-3 transition-colors hover:bg-sunken has-checked:border-accent has-checked:bg-accent-soft"
          >
            <input {...box} id={id} className="size-4 accent-accent" />
            {names.get(box.value ?? "")}
          </label>
        ))}
      </div>
      <FieldErrors id={field.id} errors={field.errors ?? []} />
    </fieldset>
  );
}
