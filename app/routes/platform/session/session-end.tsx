import { redirect } from "react-router";
import { dataTierContext, requestContext } from "#app/context.ts";
import { noFields, readForm } from "#app/http/form.server.ts";
import { apexUrl } from "#app/http/urls.server.ts";
import { REENTER_PLATFORM, signedOutPath } from "#app/identity/paths.ts";
import { endProviderSession } from "#app/identity/sign-out.server.ts";
import { staffSessions } from "#app/identity/staff-sessions.server.ts";
import type { Route } from "./+types/session-end.ts";

/** Signs out here, at the provider, and thereby everywhere. */
export async function action({ request, context }: Route.ActionArgs) {
  await readForm(request, noFields);
  const tier = context.get(dataTierContext);
  const sessions = staffSessions(tier, context.get(requestContext));
  const session = await sessions.read(request);
  const setCookie = await sessions.end(request);
  if (session) await endProviderSession(tier, session.sourceSessionId);
  return redirect(apexUrl(signedOutPath(REENTER_PLATFORM)), { headers: { "set-cookie": setCookie } });
}

export function loader() {
  return redirect("/");
}

/** A page, if an empty one: so that what is refused here is refused with a page. */
export default function SessionEnd() {
  return null;
}
