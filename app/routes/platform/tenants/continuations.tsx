import { redirect } from "react-router";
import { dataTierContext } from "#app/context.ts";
import { continueLifecycle, getTenant, LifecycleRefused } from "#app/db.server.ts";
import { flashCookie } from "#app/http/flash.server.ts";
import { noFields, readForm } from "#app/http/form.server.ts";
import { staffActor } from "#app/routes/platform/parts/staff-actor.server.ts";
import { ledToJournal } from "#app/routes/platform/tenants/failed-work.server.ts";
import { requireTenant } from "#app/routes/platform/tenants/require-tenant.server.ts";
import type { Route } from "./+types/continuations.ts";

/** Continues unfinished work of a tenant where it stopped. What fails again is in the journal again. */
export async function action({ params, request, context }: Route.ActionArgs) {
  const tier = context.get(dataTierContext);
  await readForm(request, noFields);
  const { id, slug } = await requireTenant(tier, params.tenantId);
  try {
    await continueLifecycle(tier, id, { actor: staffActor(context) });
  } catch (error) {
    if (error instanceof LifecycleRefused) throw error;
    return ledToJournal({ id, slug }, error);
  }
  const cookie = await flashCookie({ key: "platform.actions.retried", name: slug });
  // What was only half made from an archive is gone then.
  const isThere = await tier.controlDb.read((tx) => getTenant(tx, id));
  return redirect(isThere ? `/platform/tenants/${id}` : "/platform/tenants", {
    status: 303,
    headers: { "Set-Cookie": cookie },
  });
}

export const loader = ({ params }: Route.LoaderArgs) => redirect(`/platform/tenants/${params.tenantId}`);

/** A page, if an empty one: so that what is refused here is refused with a page. */
export default function Continuations() {
  return null;
}
