import { redirect } from "react-router";
import { dataTierContext } from "#app/context.ts";
import { keepingOf, requestArchive } from "#app/db.archive.server.ts";
import { env } from "#app/env.server.ts";
import { flashCookie } from "#app/http/flash.server.ts";
import { noFields, readForm } from "#app/http/form.server.ts";
import { staffActor } from "#app/routes/platform/parts/staff-actor.server.ts";
import { requireTenant } from "#app/routes/platform/tenants/require-tenant.server.ts";
import type { Route } from "./+types/archives.ts";

/** Asks for an archive now; the worker takes it. */
export async function action({ params, request, context }: Route.ActionArgs) {
  const tier = context.get(dataTierContext);
  await readForm(request, noFields);
  const tenant = await requireTenant(tier, params.tenantId);
  await requestArchive(tier, tenant, { actor: staffActor(context), keeping: keepingOf(env) });
  const cookie = await flashCookie({ key: "platform.archives.requested", name: tenant.slug });
  return redirect(`/platform/tenants/${tenant.id}`, { status: 303, headers: { "Set-Cookie": cookie } });
}

export const loader = ({ params }: Route.LoaderArgs) => redirect(`/platform/tenants/${params.tenantId}`);

/** A page, if an empty one: so that what is refused here is refused with a page. */
export default function Archives() {
  return null;
}
