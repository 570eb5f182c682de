import { tenantContext } from "#app/context.ts";
import { returnPath } from "#app/http/return-path.ts";
import { beginEntering } from "#app/identity/enter-tenant.server.ts";
import { RETURN_PARAM } from "#app/identity/paths.ts";
import type { Route } from "./+types/session-again.ts";

/** Enters anew, signed in here or not: what was proved on the apex since counts here from then on. */
export function loader({ request, context, url }: Route.LoaderArgs) {
  const page = returnPath(url.searchParams.get(RETURN_PARAM), "/dashboard");
  return beginEntering(request, context.get(tenantContext), new URL(page, url));
}

/** A page, if an empty one: so that what is refused here is refused with a page. */
export default function SessionAgain() {
  return null;
}
