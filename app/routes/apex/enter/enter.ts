import { data, redirect } from "react-router";
import { dataTierContext } from "#app/context.ts";
import { noteLanguage } from "#app/db.people.server.ts";
import { env } from "#app/env.server.ts";
import type { Account } from "#app/http/errors.server.ts";
import { returnPath } from "#app/http/return-path.ts";
import { tenantOrigin } from "#app/http/urls.server.ts";
import { getI18n } from "#app/i18n/i18n.server.ts";
import { requireUser } from "#app/identity/current-user.server.ts";
import { issueTicket } from "#app/identity/enter-tenant.server.ts";
import {
  companySignOnPath,
  enterAgainPath,
  RETURN_PARAM,
  reenterPath,
  secondFactorPath,
} from "#app/identity/paths.ts";
import { isHash } from "#app/identity/secret.ts";
import { isSlugShaped } from "#app/validation/workspace.ts";
import type { Route } from "./+types/enter.ts";

/** The apex half of the way into a workspace. Unknown, deleted and not yours look the same: 404. */
export async function loader(args: Route.LoaderArgs) {
  const tier = args.context.get(dataTierContext);
  const user = await requireUser(args);
  const { slug } = args.params;
  const notFound = nothingFor(user, slug);
  if (!isSlugShaped(slug)) throw notFound;
  const hostname = `${slug}.${env.baseHostname}`;
  const tenant = await tier.tenantRegistry.resolveHostname({ hostname, slug });
  if (!tenant || tenant.status === "deleted") throw notFound;
  const nonceHash = args.url.searchParams.get("nonce");
  const wanted = args.url.searchParams.get(RETURN_PARAM);
  const returnTo = returnPath(wanted, "/dashboard");
  // Without a nonce the way did not begin at the workspace: it is begun there.
  if (!isHash(nonceHash))
    return redirect(`${tenantOrigin(tenant.slug)}${wanted === null ? returnTo : enterAgainPath(returnTo)}`);
  const issued = await issueTicket(tier, user, tenant, { hostname, nonceHash, returnTo });
  if (!issued) throw notFound;
  const { language } = await getI18n(args.context);
  await tier.controlDb.write((tx) => noteLanguage(tx, user.id, language));
  const target = "url" in issued ? issued.url : MISSING[issued.lacks](reenterPath(tenant.slug, returnTo));
  return redirect(target, { headers: { "cache-control": "no-store" } });
}

/** Where to get what the workspace asks for, and back. */
const MISSING = { secondFactor: secondFactorPath, companySignOn: companySignOnPath };

/** Tells the person who they are, and nothing of the workspace: they may ask for any that has a name. */
const nothingFor = ({ email }: { email: string }, slug: string) => {
  const askPath = isSlugShaped(slug) ? `/workspaces/${slug}/ask` : undefined;
  const account: Account = {
    email,
    signOutPath: "/sign-out",
    workspacesUrl: "/workspaces",
    ...(askPath && { askPath }),
  };
  return data({ account }, { status: 404, statusText: "Not Found" });
};

/** A page, if an empty one: so that what is refused here is refused with a page. */
export default function Enter() {
  return null;
}
