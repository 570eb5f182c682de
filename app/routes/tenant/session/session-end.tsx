import { redirect } from "react-router";
import { dataTierContext, requestContext, sessionContext, tenantContext } from "#app/context.ts";
import { noFields, readForm } from "#app/http/form.server.ts";
import { apexUrl } from "#app/http/urls.server.ts";
import { reenterPath, signedOutPath } from "#app/identity/paths.ts";
import { endProviderSession } from "#app/identity/sign-out.server.ts";
import { tenantSessions } from "#app/identity/tenant-sessions.server.ts";
import type { Route } from "./+types/session-end.ts";

/** Signs out here, at the provider, and thereby everywhere. */
export async function action({ request, context }: Route.ActionArgs) {
  await readForm(request, noFields);
  const tier = context.get(dataTierContext);
  const tenant = context.get(tenantContext);
  const sessions = tenantSessions(tier, tenant, context.get(requestContext).hostname);
  const setCookie = await sessions.end(request);
  const session = context.get(sessionContext);
  if (session) await endProviderSession(tier, session.sourceSessionId);
  const target = apexUrl(signedOutPath(reenterPath(tenant.slug)));
  return redirect(target, { headers: { "set-cookie": setCookie } });
}

export function loader() {
  return redirect("/");
}

/** A page, if an empty one: so that what is refused here is refused with a page. */
export default function SessionEnd() {
  return null;
}
