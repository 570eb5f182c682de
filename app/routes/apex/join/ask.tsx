import { data, redirect } from "react-router";
import { ActionForm } from "#app/components/ui/action-form.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { dataTierContext, requestContext } from "#app/context.ts";
import { askToJoin } from "#app/db.people.server.ts";
import { noFields, readForm } from "#app/http/form.server.ts";
import { tenantOrigin } from "#app/http/urls.server.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { requireUser } from "#app/identity/current-user.server.ts";
import { isSlugShaped } from "#app/validation/workspace.ts";
import type { Route } from "./+types/ask.ts";

/** What the page says is the same for every name: whether there is such a workspace, it does not know. */
export async function loader(args: Route.LoaderArgs) {
  await requireUser(args);
  return { slug: requireName(args.params.slug) };
}

export async function action(args: Route.ActionArgs) {
  const user = await requireUser(args);
  const slug = requireName(args.params.slug);
  await readForm(args.request, noFields);
  const { ip, id: requestId } = args.context.get(requestContext);
  const actor = { kind: "member" as const, id: user.id, ip, requestId };
  const isAsked = await args.context
    .get(dataTierContext)
    .controlDb.write((tx) => askToJoin(tx, { person: user, slug, actor }));
  return redirect(isAsked ? "/workspaces" : `${tenantOrigin(slug)}/dashboard`, 303);
}

function requireName(slug: string): string {
  if (!isSlugShaped(slug)) throw data(null, { status: 404 });
  return slug;
}

export default function Ask({ loaderData: { slug }, actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  return (
    <Page
      title={t("join.askTitle", { slug })}
      lead={t("join.askLead")}
      crumbs={[{ to: "/workspaces", label: t("workspaces.title") }]}
      width="column"
    >
      <ul className="grid list-disc gap-1 pl-5 text-base">
        <li>{t("join.askTells")}</li>
        <li>{t("join.askWaits")}</li>
      </ul>
      <ActionForm
        fields={[]}
        lastResult={actionData}
        isHarmful={false}
        submitLabel={t("join.ask")}
        pendingLabel={t("join.asking")}
        keepLabel={t("form.cancel")}
        keepTo="/workspaces"
      />
    </Page>
  );
}
