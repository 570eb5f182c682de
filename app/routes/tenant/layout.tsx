import { data, Outlet, useRouteError, useRouteLoaderData } from "react-router";
import { DraftKeeper } from "#app/components/drafts/draft-keeper.tsx";
import { ErrorPage } from "#app/components/error-page.tsx";
import { BareShell } from "#app/components/shell/bare-shell.tsx";
import { Alert } from "#app/components/ui/alert.tsx";
import { KeptFormProvider } from "#app/components/ui/kept-form.tsx";
import type { TitleHandle } from "#app/components/ui/page-title.tsx";
import { memberContext, tenantContext } from "#app/context.ts";
import { apexUrl } from "#app/http/urls.server.ts";
import { personName } from "#app/i18n/person-name.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { takeArrivalNotes } from "#app/identity/arrival-notes.server.ts";
import { requireMember } from "#app/middleware/member.server.ts";
import { TenantShell } from "#app/routes/tenant/shell/tenant-shell.tsx";
import type { Route } from "./+types/layout.ts";

export const middleware: Route.MiddlewareFunction[] = [requireMember];

/** Also makes client navigations pass the guard: without a loader they would not ask the server. */
export async function loader(args: Route.LoaderArgs) {
  const { context } = args;
  const member = context.get(memberContext);
  const { name } = context.get(tenantContext);
  const { notes, headers } = await takeArrivalNotes(args, member.id);
  const shell = {
    tenant: { name },
    member: { id: member.id, name: personName(member), email: member.email, role: member.role },
    workspacesUrl: apexUrl("/workspaces"),
  };
  return data({ ...shell, ...notes }, { headers });
}

export const handle: TitleHandle<Awaited<ReturnType<typeof loader>>["data"]> = {
  titlePart: (_t, loaderData) => loaderData?.tenant.name,
};

export default function TenantLayout({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { flash, kept, ...shell } = loaderData;
  return (
    <TenantShell {...shell}>
      {flash && <Alert tone="success">{t(flash.key, { name: flash.name })}</Alert>}
      <KeptFormProvider values={kept}>
        <DraftKeeper owner={shell.member.id}>
          <Outlet />
        </DraftKeeper>
      </KeptFormProvider>
    </TenantShell>
  );
}

/** In the workspace's own look where it is known who looks. */
export function ErrorBoundary() {
  const error = useRouteError();
  const loaded = useRouteLoaderData<typeof loader>("routes/tenant/layout");
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
