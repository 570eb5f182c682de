import { data } from "react-router";
import { ErrorPage } from "#app/components/error-page.tsx";
import type { TitleHandle } from "#app/components/ui/page-title.tsx";
import { requestContext } from "#app/context.ts";
import { findMember } from "#app/middleware/member.server.ts";
import { shellOf } from "#app/routes/tenant/shell/shell-of.server.ts";
import { TenantShell } from "#app/routes/tenant/shell/tenant-shell.tsx";
import type { Route } from "./+types/unknown.ts";

/** An address that leads nowhere: a member is still in the workspace; anybody else is told nothing of it. */
export async function loader({ context }: Route.LoaderArgs) {
  const member = await findMember(context);
  if (!member) throw notFound();
  const shell = await shellOf(context, member);
  return data({ shell, requestId: context.get(requestContext).id }, { status: 404 });
}

export const action = () => {
  throw notFound();
};

const notFound = () => data(null, { status: 404 });

export const handle: TitleHandle<{ shell: { tenant: { name: string } } }> = {
  titlePart: (_t, loaderData) => loaderData?.shell.tenant.name,
};

export default function Unknown({ loaderData: { shell, requestId } }: Route.ComponentProps) {
  const error = { status: 404, statusText: "Not Found", internal: false, data: { requestId } };
  return (
    <TenantShell {...shell}>
      <ErrorPage error={error} />
    </TenantShell>
  );
}
