import { data, Outlet, useRouteError, useRouteLoaderData } from "react-router";
import { ErrorPage } from "#app/components/error-page.tsx";
import { KeptFormProvider } from "#app/components/ui/kept-form.tsx";
import { dataTierContext, requestContext } from "#app/context.ts";
import { getUser } from "#app/identity/current-user.server.ts";
import { identity } from "#app/identity/identity.server.ts";
import { takeKept } from "#app/identity/kept-form.server.ts";
import { ProviderFrame } from "#app/identity/provider-pages.tsx";
import { ApexShell } from "#app/routes/apex/shell/apex-shell.tsx";
import { shellUser } from "#app/routes/apex/shell/shell-user.server.ts";
import type { Route } from "./+types/layout.ts";

export async function loader(args: Route.LoaderArgs) {
  const [frame, user] = await Promise.all([identity.pages.frame(args), getUser(args)]);
  const { values: kept, setCookie } = user ? await keptFor(args, user.id) : {};
  const headers = new Headers(setCookie ? { "set-cookie": setCookie } : {});
  return data({ identity: { kind: identity.kind, frame }, user: shellUser(user), kept }, { headers });
}

function keptFor({ request, context, url }: Route.LoaderArgs, userId: string) {
  const { hostname } = context.get(requestContext);
  return takeKept(context.get(dataTierContext), request, url, { hostname, userId });
}

export default function ApexLayout({ loaderData }: Route.ComponentProps) {
  return (
    <ProviderFrame identity={loaderData.identity}>
      <ApexShell user={loaderData.user}>
        <KeptFormProvider values={loaderData.kept} isCentred>
          <Outlet />
        </KeptFormProvider>
      </ApexShell>
    </ProviderFrame>
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
