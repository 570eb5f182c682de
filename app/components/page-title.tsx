import { useRouteLoaderData } from "react-router";
import type { loader as tenantLayoutLoader } from "#app/routes/tenant/layout.tsx";

export const PRODUCT = "Tenantry";

/** The title element: page, workspace, product. React moves it into the head. */
export function PageTitle({ children }: { children: string }) {
  const workspace = useRouteLoaderData<typeof tenantLayoutLoader>("routes/tenant/layout")?.tenant.name;
  return <title>{[children, workspace, PRODUCT].filter(Boolean).join(" · ")}</title>;
}
