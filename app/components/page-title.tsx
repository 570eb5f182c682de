import { useMatches, useRouteLoaderData } from "react-router";
import { useTranslation } from "#app/i18n/translation.tsx";
import type { loader as tenantLayoutLoader } from "#app/routes/tenant/layout.tsx";

export const PRODUCT = "Tenantry";

/** The title element: page, workspace or area, product. React moves it into the head. */
export function PageTitle({ children }: { children: string }) {
  const { t } = useTranslation();
  const isPlatform = useMatches().some(({ id }) => id === "routes/platform/layout");
  const workspace = useRouteLoaderData<typeof tenantLayoutLoader>("routes/tenant/layout")?.tenant.name;
  return (
    <title>
      {[children, isPlatform ? t("platform.name") : workspace, PRODUCT].filter(Boolean).join(" · ")}
    </title>
  );
}
