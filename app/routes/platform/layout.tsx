import { data, Outlet } from "react-router";
import { DraftKeeper } from "#app/components/drafts/draft-keeper.tsx";
import { Alert } from "#app/components/ui/alert.tsx";
import { KeptFormProvider } from "#app/components/ui/kept-form.tsx";
import type { TitleHandle } from "#app/components/ui/page-title.tsx";
import { staffContext } from "#app/context.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { takeArrivalNotes } from "#app/identity/arrival-notes.server.ts";
import { requireStaff } from "#app/middleware/staff.server.ts";
import { shownShell } from "#app/routes/platform/shell/platform-error.tsx";
import { PlatformShell } from "#app/routes/platform/shell/platform-shell.tsx";
import type { Route } from "./+types/layout.ts";

export const middleware: Route.MiddlewareFunction[] = [requireStaff];

/** Also makes client navigations pass the guard: without a loader they would not ask the server. */
export async function loader(args: Route.LoaderArgs) {
  const { id, name, email } = args.context.get(staffContext);
  const { notes, headers } = await takeArrivalNotes(args, id);
  return data({ staff: { id, name, email }, ...notes }, { headers });
}

export const handle: TitleHandle<unknown> = { titlePart: (t) => t("platform.name") };

export default function PlatformLayout({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { staff, flash, kept } = loaderData;
  shownShell.useKeep(loaderData);
  return (
    <PlatformShell staff={staff}>
      {flash && (
        <Alert tone={flash.key === "platform.actions.failed" ? "danger" : "success"}>
          {t(flash.key, { name: flash.name })}
        </Alert>
      )}
      <KeptFormProvider values={kept}>
        <DraftKeeper owner={staff.id}>
          <Outlet />
        </DraftKeeper>
      </KeptFormProvider>
    </PlatformShell>
  );
}

export { PlatformError as ErrorBoundary } from "#app/routes/platform/shell/platform-error.tsx";
