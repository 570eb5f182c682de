import { Form } from "react-router";
import { ButtonLink, SubmitButton } from "#app/components/ui/button.tsx";
import { useTranslation } from "#app/i18n/translation.tsx";
import { categoriesPath } from "./categories-path.ts";

type CategorySectionProps = { id: string; isBase: boolean; isHidden: boolean };

/** What takes a category out of the choices, and brings it back. */
export function CategorySection({ id, isBase, isHidden }: CategorySectionProps) {
  const { t } = useTranslation();
  return (
    <section
      aria-labelledby="offered"
      className="flex flex-wrap items-center justify-between gap-4 border-t pt-6"
    >
      <div className="grid gap-0.5">
        <h2 id="offered" className="font-semibold">
          {t(isHidden ? "categories.isHidden" : "categories.isOffered")}
        </h2>
        <p className="text-muted">{t("categories.hiddenText")}</p>
      </div>
      <div className="flex flex-wrap gap-2">
        <Form method="post" action={`${categoriesPath(id)}/visibility`}>
          <input type="hidden" name="show" value={isHidden ? "yes" : "no"} />
          <SubmitButton variant="secondary" pendingLabel={t("categories.saving")}>
            {t(isHidden ? "categories.show" : "categories.hide")}
          </SubmitButton>
        </Form>
        {!isBase && (
          <ButtonLink to={`${categoriesPath(id)}/remove`} className="text-danger!">
            {t("categories.delete")}
          </ButtonLink>
        )}
      </div>
    </section>
  );
}
