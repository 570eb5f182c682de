import { data, Outlet, useRouteError, useRouteLoaderData } from "react-router";
import { ErrorPage } from "#app/components/error-page.tsx";
import { BareShell } from "#app/components/shell/bare-shell.tsx";
import { lastShown } from "#app/components/shell/last-shown.ts";
import { Alert } from "#app/components/ui/alert.tsx";
import type { TitleHandle } from "#app/components/ui/page-title.tsx";
import { staffContext } from "#app/context.ts";
import { takeFlash } from "#app/http/flash.server.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { requireStaff } from "#app/middleware/staff.server.ts";
import { PlatformShell } from "#app/routes/platform/shell/platform-shell.tsx";
import type { Route } from "./+types/layout.ts";

export const middleware: Route.MiddlewareFunction[] = [requireStaff];

/** Also makes client navigations pass the guard: without a loader they would not ask the server. */
export async function loader({ request, context }: Route.LoaderArgs) {
  const { name, email } = context.get(staffContext);
  const { flash, headers } = await takeFlash(request);
  return data({ staff: { name, email }, flash }, { headers });
}

export const handle: TitleHandle<unknown> = { titlePart: (t) => t("platform.name") };

const shown = lastShown<Route.ComponentProps["loaderData"]>();

export default function PlatformLayout({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { staff, flash } = loaderData;
  shown.useKeep(loaderData);
  return (
    <PlatformShell staff={staff}>
      {flash && (
        <Alert tone={flash.key === "platform.actions.failed" ? "danger" : "success"}>
          {t(flash.key, { name: flash.name })}
        </Alert>
      )}
      <Outlet />
    </PlatformShell>
  );
}

/** In the console's own look where it is known who looks. */
export function ErrorBoundary() {
  const error = useRouteError();
  const answered = useRouteLoaderData<typeof loader>("routes/platform/layout");
  const loaded = answered ?? shown.whereNotReached(error);
  const page = <ErrorPage error={error} />;
  return loaded ? <PlatformShell staff={loaded.staff}>{page}</PlatformShell> : <BareShell>{page}</BareShell>;
}
