import { data, redirect } from "react-router";
import { Page } from "#app/components/ui/page.tsx";
import { dataTierContext } from "#app/context.ts";
import { PLANS } from "#app/db.shared.ts";
import { env } from "#app/env.server.ts";
import { readForm } from "#app/http/form.server.ts";
import { limit } from "#app/http/limits.server.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { requireUser } from "#app/identity/current-user.server.ts";
import { createWorkspace } from "#app/routes/apex/onboarding/create-workspace.server.ts";
import { WorkspaceForm } from "#app/routes/apex/onboarding/workspace-form.tsx";
import { workspaceForm } from "#app/validation/workspace.ts";
import type { Route } from "./+types/onboarding.ts";

export async function loader(args: Route.LoaderArgs) {
  await requireUser(args);
  const wanted = args.url.searchParams.get("plan");
  return { host: env.baseUrl.host, plan: PLANS.find((plan) => plan === wanted) ?? "standard" };
}

export async function action(args: Route.ActionArgs) {
  const user = await requireUser(args);
  const submission = await readForm(args.request, workspaceForm);
  if (submission.status !== "success") return data(submission.reply(), { status: 400 });
  await limit("workspaces", user.id);
  const outcome = await createWorkspace(args.context.get(dataTierContext), user, submission.value);
  if ("planError" in outcome) {
    return data(submission.reply({ fieldErrors: { plan: [outcome.planError] } }), { status: 409 });
  }
  if ("slugError" in outcome) {
    return data(submission.reply({ fieldErrors: { slug: [outcome.slugError] } }), { status: 400 });
  }
  const query = new URLSearchParams({ organization: outcome.organizationId, since: String(Date.now()) });
  return redirect(`/onboarding/${outcome.slug}?${query}`, 303);
}

export default function Onboarding({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  return (
    <Page title={t("onboarding.title")} lead={t("onboarding.lead")} width="form">
      <WorkspaceForm {...loaderData} lastResult={actionData} />
    </Page>
  );
}
