import { data, Outlet } from "react-router";
import { Alert } from "#app/components/ui/alert.tsx";
import type { TitleHandle } from "#app/components/ui/page-title.tsx";
import { staffContext } from "#app/context.ts";
import { takeFlash } from "#app/http/flash.server.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { requireStaff } from "#app/middleware/staff.server.ts";
import { shownShell } from "#app/routes/platform/shell/platform-error.tsx";
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

export default function PlatformLayout({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { staff, flash } = loaderData;
  shownShell.useKeep(loaderData);
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

export { PlatformError as ErrorBoundary } from "#app/routes/platform/shell/platform-error.tsx";
