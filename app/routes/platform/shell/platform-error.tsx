import { useRouteError, useRouteLoaderData } from "react-router";
import { ErrorPage } from "#app/components/error-page.tsx";
import { BareShell } from "#app/components/shell/bare-shell.tsx";
import { lastShown } from "#app/components/shell/last-shown.ts";
import { PlatformShell } from "./platform-shell.tsx";

type Shell = { staff: { name: string; email: string } };

export const shownShell = lastShown<Shell>();

/** In the console's own look where it is known who looks. */
export function PlatformError() {
  const error = useRouteError();
  const answered = useRouteLoaderData<Shell>("routes/platform/layout") as Shell | undefined;
  const shell = answered ?? shownShell.whereNotReached(error);
  const page = <ErrorPage error={error} />;
  return shell ? <PlatformShell staff={shell.staff}>{page}</PlatformShell> : <BareShell>{page}</BareShell>;
}
