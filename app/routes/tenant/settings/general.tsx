import { data, redirect } from "react-router";

import { Page } from "#app/components/ui/page.tsx";
import { memberContext, tenantContext } from "#app/context.ts";
import { toHue } from "#app/http/document-settings.tsx";
import { flashCookie } from "#app/http/flash.server.ts";
import { readForm } from "#app/http/form.server.ts";
import { tenantOrigin } from "#app/http/urls.server.ts";
import { listTimeZones } from "#app/i18n/time-zones.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { ProviderUnavailable } from "#app/identity/provider-errors.ts";
import { changeWorkspace } from "#app/identity/workspace-settings.server.ts";
import { requireOwner } from "../security/require-owner.server.ts";
import { WorkspaceMark } from "../shell/workspace-mark.tsx";
import type { Route } from "./+types/general.ts";
import { GeneralForm } from "./general-form.tsx";
import { generalForm } from "./general-rules.ts";
import { SettingsLine } from "./settings-line.tsx";
import { PATHS, SETTINGS, settingsOf } from "./settings-nav.ts";

/** Who may set something else is led there. */
export async function loader({ context }: Route.LoaderArgs) {
  const [first] = settingsOf(context.get(memberContext));
  if (first && first.to !== SETTINGS) throw redirect(first.to);
  requireOwner(context);
  const { name, slug, settings } = context.get(tenantContext);
  const { language = "", timeZone = "", hue, logo } = settings;
  return {
    general: { name, language, timeZone, hue: toHue(hue) },
    logo,
    host: new URL(tenantOrigin(slug)).host,
    zones: listTimeZones(),
  };
}

export async function action({ request, context }: Route.ActionArgs) {
  requireOwner(context);
  const submission = await readForm(request, generalForm);
  if (submission.status !== "success") return data(submission.reply(), { status: 400 });
  try {
    await changeWorkspace(context, submission.value);
  } catch (error) {
    if (!(error instanceof ProviderUnavailable)) throw error;
    return data(submission.reply({ formErrors: ["settings.errors.unavailable"] }), { status: 503 });
  }
  const cookie = await flashCookie({ key: "settings.saved", name: "" });
  return redirect(SETTINGS, { status: 303, headers: { "Set-Cookie": cookie } });
}

export default function GeneralSettings({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { general, zones, logo, host } = loaderData;
  return (
    <Page title={t("settings.general")} lead={t("settings.lead", { workspace: general.name })} width="column">
      <SettingsLine
        id="address"
        title={t("settings.address.title")}
        to={PATHS.address}
        act={t("settings.address.change")}
      >
        <span className="wrap-anywhere">{host}</span>
      </SettingsLine>
      <SettingsLine
        id="logo"
        title={t("settings.logo.title")}
        to={PATHS.logo}
        act={t(logo ? "settings.logo.change" : "settings.logo.add")}
      >
        <WorkspaceMark name={general.name} logo={logo} />
      </SettingsLine>
      <GeneralForm general={general} zones={zones} lastResult={actionData} />
    </Page>
  );
}
