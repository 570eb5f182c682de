import { Outlet, useRouteError, useRouteLoaderData } from "react-router";
import { ErrorPage } from "#app/components/error-page.tsx";
import { useDocumentSettings } from "#app/http/document-settings.tsx";
import { getUser } from "#app/identity/clerk.server.ts";
import { identityLoader } from "#app/identity/provider.server.ts";
import { IdentityProvider } from "#app/identity/provider.tsx";
import { ApexShell } from "#app/routes/apex/shell/apex-shell.tsx";
import { shellUser } from "#app/routes/apex/shell/shell-user.server.ts";
import type { Route } from "./+types/layout.ts";

export async function loader(args: Route.LoaderArgs) {
  const [identity, user] = await Promise.all([identityLoader(args), getUser(args)]);
  return { identity, user: shellUser(user) };
}

export default function ApexLayout({ loaderData }: Route.ComponentProps) {
  const { nonce } = useDocumentSettings();
  return (
    <IdentityProvider loaderData={loaderData.identity} nonce={nonce}>
      <ApexShell user={loaderData.user}>
        <Outlet />
      </ApexShell>
    </IdentityProvider>
  );
}

export function ErrorBoundary() {
  const error = useRouteError();
  const loaded = useRouteLoaderData<typeof loader>("routes/apex/layout");
  return (
    <ApexShell user={loaded?.user ?? null}>
      <ErrorPage error={error} />
    </ApexShell>
  );
}
