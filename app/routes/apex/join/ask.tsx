import { data, redirect } from "react-router";
import { dataTierContext, requestContext } from "#app/context.ts";
import { askToJoin, noteLanguage } from "#app/db.people.server.ts";
import { noFields, readForm } from "#app/http/form.server.ts";
import { tenantOrigin } from "#app/http/urls.server.ts";
import { getI18n } from "#app/i18n/i18n.server.ts";
import { requireUser } from "#app/identity/current-user.server.ts";
import { findOpenWorkspace } from "#app/identity/domain-join.server.ts";
import { ProviderUnavailable } from "#app/identity/provider-errors.ts";
import { isSlugShaped } from "#app/validation/workspace.ts";
import type { Route } from "./+types/ask.ts";
import { AskPage } from "./ask-page.tsx";
import { OpenPage } from "./open-page.tsx";

/**
 * What the page says is the same for every name: whether there is such a workspace, it does not know. But for
 * whoever may come in without asking.
 */
export async function loader(args: Route.LoaderArgs) {
  const user = await requireUser(args);
  const slug = requireName(args.params.slug);
  const open = findOpenWorkspace(args.context.get(dataTierContext), { user, slug });
  // Where nobody says that the address is verified, one can ask.
  const openName = await open.catch((error: unknown) => {
    if (!(error instanceof ProviderUnavailable)) throw error;
    return undefined;
  });
  return { slug, openName };
}

export async function action(args: Route.ActionArgs) {
  const user = await requireUser(args);
  const slug = requireName(args.params.slug);
  await readForm(args.request, noFields);
  const { ip, id: requestId } = args.context.get(requestContext);
  const actor = { kind: "member" as const, id: user.id, ip, requestId };
  const { language } = await getI18n(args.context);
  const isAsked = await args.context.get(dataTierContext).controlDb.write(async (tx) => {
    await noteLanguage(tx, user.id, language);
    return askToJoin(tx, { person: user, slug, actor });
  });
  return redirect(isAsked ? "/workspaces" : `${tenantOrigin(slug)}/dashboard`, 303);
}

function requireName(slug: string): string {
  if (!isSlugShaped(slug)) throw data(null, { status: 404 });
  return slug;
}

export default function Ask({ loaderData: { slug, openName }, actionData }: Route.ComponentProps) {
  if (openName !== undefined) return <OpenPage slug={slug} workspaceName={openName} />;
  return <AskPage slug={slug} lastResult={actionData} />;
}
