import { data, redirect } from "react-router";
import { dataTierContext } from "#app/context.ts";
import { originOf, platformHostname } from "#app/http/urls.server.ts";
import { requireUser } from "#app/identity/current-user.server.ts";
import { issueStaffTicket, PLATFORM_START } from "#app/identity/enter-platform.server.ts";
import { RETURN_PARAM } from "#app/identity/paths.ts";
import { isHash } from "#app/identity/secret.ts";
import type { Route } from "./+types/platform-enter.ts";

/** The apex half of the way onto the platform. Whoever is not staff learns nothing: 404. */
export async function loader(args: Route.LoaderArgs) {
  const user = await requireUser(args);
  const nonceHash = args.url.searchParams.get("nonce");
  // Without a nonce the way did not begin at the platform: it is begun there.
  if (!isHash(nonceHash)) return redirect(`${originOf(platformHostname)}${PLATFORM_START}`);
  const returnTo = args.url.searchParams.get(RETURN_PARAM);
  const target = await issueStaffTicket(args.context.get(dataTierContext), user, { nonceHash, returnTo });
  if (!target) throw data(null, { status: 404, statusText: "Not Found" });
  return redirect(target, { headers: { "cache-control": "no-store" } });
}

/** A page, if an empty one: so that what is refused here is refused with a page. */
export default function PlatformEnter() {
  return null;
}
