import { data, redirectDocument } from "react-router";
import { Page } from "#app/components/ui/page.tsx";
import { memberContext, preferencesContext, tenantContext } from "#app/context.ts";
import { NOTIFICATION_KINDS } from "#app/db.shared.ts";
import { flashCookie } from "#app/http/flash.server.ts";
import { readForm } from "#app/http/form.server.ts";
import { getOptional } from "#app/http/optional-context.ts";
import { apexUrl } from "#app/http/urls.server.ts";
import { personName } from "#app/i18n/person-name.ts";
import { listTimeZones } from "#app/i18n/time-zones.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { identity } from "#app/identity/identity.server.ts";
import { profilePath, reenterPath } from "#app/identity/paths.ts";
import { changePersonPreferences } from "#app/identity/person-preferences.server.ts";
import { SettingsLine } from "../settings/settings-line.tsx";
import type { Route } from "./+types/account.ts";
import { AccountForm } from "./account-form.tsx";
import { accountForm } from "./account-rules.ts";

const KINDS = Object.keys(NOTIFICATION_KINDS);

export function loader({ context }: Route.LoaderArgs) {
  const member = context.get(memberContext);
  const { slug } = context.get(tenantContext);
  const {
    locale = "",
    theme = "system",
    timeZone = "",
    muted = [],
  } = getOptional(context, preferencesContext) ?? {};
  return {
    person: { name: personName(member), email: member.email },
    preferences: {
      language: locale,
      theme,
      timeZone,
      kinds: KINDS.filter((kind) => !muted.includes(kind)),
    },
    zones: listTimeZones(),
    pictureUrl: identity.pages.profile && apexUrl(profilePath(reenterPath(slug, "/account"))),
  };
}

/** One's own alone, and everywhere: a document fixes theme and language, so another one follows. */
export async function action({ request, context }: Route.ActionArgs) {
  const submission = await readForm(request, accountForm);
  if (submission.status !== "success") return data(submission.reply(), { status: 400 });
  const { language: locale, theme, timeZone, kinds } = submission.value;
  const told: string[] = kinds;
  const muted = KINDS.filter((kind) => !told.includes(kind));
  await changePersonPreferences(context, context.get(memberContext).id, { locale, theme, timeZone, muted });
  const cookie = await flashCookie({ key: "account.saved", name: "" });
  return redirectDocument("/account", { status: 303, headers: { "Set-Cookie": cookie } });
}

export default function Account({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { person, preferences, zones, pictureUrl } = loaderData;
  return (
    <Page title={t("account.title")} lead={t("account.lead")} width="column">
      <SettingsLine id="profile" title={person.name} to="/account/name" act={t("account.changeName")}>
        {person.email}
      </SettingsLine>
      {pictureUrl && (
        <SettingsLine
          id="picture"
          title={t("account.picture")}
          to={pictureUrl}
          act={t("account.changePicture")}
        >
          {t("account.pictureText")}
        </SettingsLine>
      )}
      <SettingsLine id="sessions" title={t("sessions.title")} to="/sessions" act={t("account.toSessions")}>
        {t("account.sessionsText")}
      </SettingsLine>
      <AccountForm preferences={preferences} zones={zones} lastResult={actionData} />
    </Page>
  );
}
