import { useTranslation } from "#app/i18n/translation.tsx";
import type { Route } from "./+types/offers.ts";
import { changeOffer } from "./change-offer.server.ts";
import { OfferPage } from "./offer-page.tsx";
import { requireBaseCategory } from "./require-base-category.server.ts";

export async function loader({ context, params }: Route.LoaderArgs) {
  return { category: await requireBaseCategory(context, params.categoryId) };
}

export const action = (args: Route.ActionArgs) => changeOffer(args, true);

export default function Offers({ loaderData: { category }, actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  return (
    <OfferPage
      category={category}
      lastResult={actionData}
      title={t("platform.categories.offerTitle", { name: category.name })}
      lines={[t("platform.categories.offerWhat.one"), t("platform.categories.offerWhat.two")]}
      submitLabel={t("platform.categories.offer")}
    />
  );
}
