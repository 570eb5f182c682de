import { data, Outlet } from "react-router";
import { Alert } from "#app/components/ui/alert.tsx";
import type { TitleHandle } from "#app/components/ui/page-title.tsx";
import { memberContext, tenantContext } from "#app/context.ts";
import { takeFlash } from "#app/http/flash.server.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { requireMember } from "#app/middleware/member.server.ts";
import { shellOf } from "#app/routes/tenant/shell/shell-of.server.ts";
import { shownShell } from "#app/routes/tenant/shell/tenant-error.tsx";
import { TenantShell } from "#app/routes/tenant/shell/tenant-shell.tsx";
import type { Route } from "./+types/layout.ts";

export const middleware: Route.MiddlewareFunction[] = [requireMember];

/** Also makes client navigations pass the guard: without a loader they would not ask the server. */
export async function loader({ request, context }: Route.LoaderArgs) {
  const shell = shellOf(context.get(tenantContext), context.get(memberContext));
  const { flash, headers } = await takeFlash(request);
  return data({ ...shell, flash }, { headers });
}

export const handle: TitleHandle<Awaited<ReturnType<typeof loader>>["data"]> = {
  titlePart: (_t, loaderData) => loaderData?.tenant.name,
};

export default function TenantLayout({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation();
  shownShell.useKeep(loaderData);
  const { flash, ...shell } = loaderData;
  return (
    <TenantShell {...shell}>
      {flash && <Alert tone="success">{t(flash.key, { name: flash.name })}</Alert>}
      <Outlet />
    </TenantShell>
  );
}

export { TenantError as ErrorBoundary } from "#app/routes/tenant/shell/tenant-error.tsx";
