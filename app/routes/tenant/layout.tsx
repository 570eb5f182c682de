import { data, Outlet, useRouteError, useRouteLoaderData } from "react-router";
import { ErrorPage } from "#app/components/error-page.tsx";
import { BareShell } from "#app/components/shell/bare-shell.tsx";
import { lastShown } from "#app/components/shell/last-shown.ts";
import { Alert } from "#app/components/ui/alert.tsx";
import type { TitleHandle } from "#app/components/ui/page-title.tsx";
import { memberContext, tenantContext } from "#app/context.ts";
import { takeFlash } from "#app/http/flash.server.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { requireMember } from "#app/middleware/member.server.ts";
import { shellOf } from "#app/routes/tenant/shell/shell-of.server.ts";
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

const shown = lastShown<Route.ComponentProps["loaderData"]>();

export default function TenantLayout({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation();
  shown.useKeep(loaderData);
  const { flash, ...shell } = loaderData;
  return (
    <TenantShell {...shell}>
      {flash && <Alert tone="success">{t(flash.key, { name: flash.name })}</Alert>}
      <Outlet />
    </TenantShell>
  );
}

/** In the workspace's own look where it is known who looks. */
export function ErrorBoundary() {
  const error = useRouteError();
  const answered = useRouteLoaderData<typeof loader>("routes/tenant/layout");
  const loaded = answered ?? shown.whereNotReached(error);
  if (!loaded) {
    return (
      <BareShell>
        <ErrorPage error={error} />
      </BareShell>
    );
  }
  return (
    <TenantShell tenant={loaded.tenant} member={loaded.member} workspacesUrl={loaded.workspacesUrl}>
      <ErrorPage error={error} />
    </TenantShell>
  );
}
