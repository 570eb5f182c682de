import { data, redirect } from "react-router";
import { ActionForm } from "#app/components/ui/action-form.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { tenantContext } from "#app/context.ts";
import { AlreadyTaken, FREED_SLUG_DAYS, SlugRefused } from "#app/db.server.ts";
import { readForm } from "#app/http/form.server.ts";
import { tenantOrigin } from "#app/http/urls.server.ts";
import { message } from "#app/i18n/message.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { requireRecentSignIn } from "#app/identity/recent-sign-in.server.ts";
import { changeWorkspaceSlug, freeSlugNear } from "#app/identity/workspace-settings.server.ts";
import { requireOwner } from "../security/require-owner.server.ts";
import type { Route } from "./+types/address.ts";
import { addressForm } from "./address-rules.ts";
import { SETTINGS } from "./settings-nav.ts";
import { WhatHappens } from "./what-happens.tsx";

type Context = Route.LoaderArgs["context"];

export function loader({ context }: Route.LoaderArgs) {
  requireOwner(context);
  const { slug } = context.get(tenantContext);
  return { slug, host: new URL(tenantOrigin(slug)).host, days: FREED_SLUG_DAYS };
}

/** Everybody is signed out of the old address, and the way goes on at the new one. */
export async function action(args: Route.ActionArgs) {
  const { context, request } = args;
  requireOwner(context);
  const submission = await readForm(request, addressForm);
  if (submission.status !== "success") return data(submission.reply(), { status: 400 });
  await requireRecentSignIn(args);
  const { slug } = submission.value;
  try {
    await changeWorkspaceSlug(context, slug);
  } catch (error) {
    const refused = await refusalOf(context, slug, error);
    return data(submission.reply({ fieldErrors: { slug: [refused] } }), { status: 409 });
  }
  return redirect(`${tenantOrigin(slug)}${SETTINGS}`, 303);
}

/** With what is free instead. Throws what is no refusal of the address. */
async function refusalOf(context: Context, slug: string, error: unknown): Promise<string> {
  const free = (wanted: string) => freeSlugNear(context, wanted);
  if (error instanceof AlreadyTaken)
    return message("validation.slugTaken", { suggestion: await free(`${slug}-2`) });
  if (!(error instanceof SlugRefused)) throw error;
  return error.verdict === "format"
    ? message("validation.slugFormat", { suggestion: await free(slug) })
    : message("validation.slugReserved", { suggestion: await free(`${slug}-workspace`) });
}

export default function Address({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { slug, host, days } = loaderData;
  return (
    <Page
      title={t("settings.address.title")}
      lead={t("settings.address.lead", { host })}
      crumbs={[{ to: SETTINGS, label: t("settings.general") }]}
      width="column"
    >
      <WhatHappens
        lines={[
          t("settings.address.what.one"),
          t("settings.address.what.two", { host, days }),
          t("settings.address.what.three"),
        ]}
      />
      <ActionForm
        fields={[
          {
            name: "slug",
            label: t("settings.address.field"),
            hint: t("settings.address.hint"),
            defaultValue: slug,
          },
        ]}
        lastResult={actionData}
        isHarmful={false}
        submitLabel={t("settings.address.change")}
        pendingLabel={t("settings.address.changing")}
        keepLabel={t("form.cancel")}
        keepTo={SETTINGS}
      />
    </Page>
  );
}
