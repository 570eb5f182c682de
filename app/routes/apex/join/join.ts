/** Coming in without asking, by a proven mail domain; who may not is led to where one asks. */
import { data, redirect } from "react-router";
import { dataTierContext, requestContext } from "#app/context.ts";
import { noFields, readForm } from "#app/http/form.server.ts";
import { tenantOrigin } from "#app/http/urls.server.ts";
import { requireUser } from "#app/identity/current-user.server.ts";
import { joinAtOnce } from "#app/identity/domain-join.server.ts";
import { isSlugShaped } from "#app/validation/workspace.ts";
import type { Route } from "./+types/join.ts";

const askPath = (slug: string) => `/workspaces/${slug}/ask`;

export const loader = ({ params }: Route.LoaderArgs) => redirect(askPath(params.slug));

export async function action(args: Route.ActionArgs) {
  const user = await requireUser(args);
  const { slug } = args.params;
  if (!isSlugShaped(slug)) throw data(null, { status: 404 });
  await readForm(args.request, noFields);
  const { ip, id: requestId } = args.context.get(requestContext);
  const actor = { kind: "member" as const, id: user.id, ip, requestId };
  const isIn = await joinAtOnce(args.context.get(dataTierContext), { user, slug, actor });
  return redirect(isIn ? `${tenantOrigin(slug)}/dashboard` : askPath(slug), 303);
}

/** A page, if an empty one: so that what is refused here is refused with a page. */
export default function Join() {
  return null;
}
