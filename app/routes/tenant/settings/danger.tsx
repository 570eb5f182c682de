import { data, redirect } from "react-router";
import { ActionForm } from "#app/components/ui/action-form.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { Typed } from "#app/components/ui/typed.tsx";
import { dataTierContext, tenantContext } from "#app/context.ts";
import { DELETED_GRACE_DAYS, deleteTenant } from "#app/db.server.ts";
import { readForm } from "#app/http/form.server.ts";
import { apexUrl, tenantOrigin } from "#app/http/urls.server.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { requireRecentSignIn } from "#app/identity/recent-sign-in.server.ts";
import { memberActor } from "../members/member-actor.server.ts";
import { requireOwner } from "../security/require-owner.server.ts";
import type { Route } from "./+types/danger.ts";
import { workspaceDeletion } from "./danger-rules.ts";
import { SETTINGS } from "./settings-nav.ts";
import { WhatHappens } from "./what-happens.tsx";

export function loader({ context }: Route.LoaderArgs) {
  requireOwner(context);
  const { name, slug } = context.get(tenantContext);
  return { name, host: new URL(tenantOrigin(slug)).host, days: DELETED_GRACE_DAYS };
}

/** For its days of grace nothing is lost: staff bring it back. */
export async function action(args: Route.ActionArgs) {
  const { context, request } = args;
  const owner = requireOwner(context);
  const { id, name } = context.get(tenantContext);
  const submission = await readForm(request, workspaceDeletion(name));
  if (submission.status !== "success") return data(submission.reply(), { status: 400 });
  await requireRecentSignIn(args);
  const by = { actor: memberActor(context), ownerId: owner.id };
  await deleteTenant(context.get(dataTierContext), id, by);
  return redirect(apexUrl("/workspaces"), 303);
}

export default function Danger({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { name, host, days } = loaderData;
  return (
    <Page title={t("settings.danger.title")} lead={t("settings.danger.lead")} width="column">
      <section aria-labelledby="delete" className="grid gap-5 rounded border border-danger/40 p-4 sm:p-5">
        <h2 id="delete" className="text-base font-semibold">
          {t("settings.danger.delete", { workspace: name })}
        </h2>
        <WhatHappens
          lines={[
            t("settings.danger.what.one", { host }),
            t("settings.danger.what.two", { days }),
            t("settings.danger.what.three", { days }),
          ]}
        />
        <ActionForm
          fields={[{ name: "confirm", label: t("settings.danger.typeName"), hint: <Typed>{name}</Typed> }]}
          lastResult={actionData}
          isHarmful
          submitLabel={t("settings.danger.submit")}
          pendingLabel={t("settings.danger.deleting")}
          keepLabel={t("settings.danger.keep")}
          keepTo={SETTINGS}
        />
      </section>
    </Page>
  );
}
