import { useRouteError, useRouteLoaderData } from "react-router";
import { ErrorPage } from "#app/components/error-page.tsx";
import { BareShell } from "#app/components/shell/bare-shell.tsx";
import { lastShown } from "#app/components/shell/last-shown.ts";
import type { shellOf } from "./shell-of.server.ts";
import { TenantShell } from "./tenant-shell.tsx";

type Shell = Awaited<ReturnType<typeof shellOf>>;

export const shownShell = lastShown<Shell>();

/** In the workspace's own look where it is known who looks. */
export function TenantError() {
  const error = useRouteError();
  const answered = useRouteLoaderData<Shell>("routes/tenant/layout") as Shell | undefined;
  const shell = answered ?? shownShell.whereNotReached(error);
  const page = <ErrorPage error={error} />;
  if (!shell) return <BareShell>{page}</BareShell>;
  const { tenant, member, unread, readOnly, elsewhere } = shell;
  return <TenantShell {...{ tenant, member, unread, readOnly, elsewhere }}>{page}</TenantShell>;
}
