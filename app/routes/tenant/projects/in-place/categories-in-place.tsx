import { Form } from "react-router";
import { SubmitButton } from "#app/components/ui/button.tsx";
import type { Category, CategoryLabel } from "#app/db.tenant.server.ts";
import { useTranslation } from "#app/i18n/translation.tsx";

type CategoriesInPlaceProps = {
  /** The project. */
  id: string;
  now: CategoryLabel[];
  choices: Category[];
  /** The page to come back to. */
  back: string;
};

/**
 * A project's categories with boxes to tick. What was shown goes along: a category that somebody else put in
 * or took out meanwhile stays as they left it.
 */
export function CategoriesInPlace({ id, now, choices, back }: CategoriesInPlaceProps) {
  const { t } = useTranslation();
  const chosen = new Set(now.map((category) => category.id));
  if (choices.length === 0) return null;
  return (
    <details key={[...chosen].join()} className="text-sm">
      <summary className="inline-flex min-h-8 items-center rounded underline underline-offset-2">
        {t("projectsInPlace.changeCategories")}
      </summary>
      <Form method="post" action={`/projects/${id}/categories`} className="grid gap-2 py-2">
        <input type="hidden" name="back" value={back} />
        {now.map((category) => (
          <input key={category.id} type="hidden" name="shown" value={category.id} />
        ))}
        <fieldset className="grid max-h-64 gap-1 overflow-y-auto">
          <legend className="sr-only">{t("projects.categories")}</legend>
          {choices.map((category) => (
            <label key={category.id} className="flex min-h-7 min-w-0 items-center gap-2">
              <input
                type="checkbox"
                name="category"
                value={category.id}
                defaultChecked={chosen.has(category.id)}
                className="size-4 shrink-0 accent-accent"
              />
              <bdi className="truncate">{category.name}</bdi>
            </label>
          ))}
        </fieldset>
        <SubmitButton variant="secondary" size="sm" pendingLabel={t("projects.changes.applying")}>
          {t("projectsInPlace.setCategories")}
        </SubmitButton>
      </Form>
    </details>
  );
}
