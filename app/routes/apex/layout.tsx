import { data, Outlet, useRouteError, useRouteLoaderData } from "react-router";
import { ErrorPage } from "#app/components/error-page.tsx";
import { KeptFormProvider } from "#app/components/ui/kept-form.tsx";
import { dataTierContext, requestContext } from "#app/context.ts";
import { useDocumentSettings } from "#app/http/document-settings.tsx";
import { getUser } from "#app/identity/clerk.server.ts";
import { takeKept } from "#app/identity/kept-form.server.ts";
import { identityLoader } from "#app/identity/provider.server.ts";
import { IdentityProvider } from "#app/identity/provider.tsx";
import { ApexShell } from "#app/routes/apex/shell/apex-shell.tsx";
import { shellUser } from "#app/routes/apex/shell/shell-user.server.ts";
import type { Route } from "./+types/layout.ts";

export async function loader(args: Route.LoaderArgs) {
  const [identity, user] = await Promise.all([identityLoader(args), getUser(args)]);
  const { values: kept, setCookie } = user ? await keptFor(args, user.id) : {};
  const headers = new Headers(setCookie ? { "set-cookie": setCookie } : {});
  return data({ identity, user: shellUser(user), kept }, { headers });
}

function keptFor({ request, context, url }: Route.LoaderArgs, userId: string) {
  const { hostname } = context.get(requestContext);
  return takeKept(context.get(dataTierContext), request, url, { hostname, userId });
}

export default function ApexLayout({ loaderData }: Route.ComponentProps) {
  const { nonce } = useDocumentSettings();
  return (
    <IdentityProvider loaderData={loaderData.identity} nonce={nonce}>
      <ApexShell user={loaderData.user}>
        <KeptFormProvider values={loaderData.kept} isCentred>
          <Outlet />
        </KeptFormProvider>
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
