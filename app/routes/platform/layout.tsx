import { data, Outlet, useRouteError, useRouteLoaderData } from "react-router";
import { DraftKeeper } from "#app/components/drafts/draft-keeper.tsx";
import { ErrorPage } from "#app/components/error-page.tsx";
import { BareShell } from "#app/components/shell/bare-shell.tsx";
import { Alert } from "#app/components/ui/alert.tsx";
import { KeptFormProvider } from "#app/components/ui/kept-form.tsx";
import type { TitleHandle } from "#app/components/ui/page-title.tsx";
import { staffContext } from "#app/context.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { takeArrivalNotes } from "#app/identity/arrival-notes.server.ts";
import { requireStaff } from "#app/middleware/staff.server.ts";
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

export default function PlatformLayout({ loaderData: { staff, flash, kept } }: Route.ComponentProps) {
  const { t } = useTranslation();
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

/** In the console's own look where it is known who looks. */
export function ErrorBoundary() {
  const error = useRouteError();
  const loaded = useRouteLoaderData<typeof loader>("routes/platform/layout");
  const page = <ErrorPage error={error} />;
  return loaded ? <PlatformShell staff={loaded.staff}>{page}</PlatformShell> : <BareShell>{page}</BareShell>;
}
