import { data, redirect } from "react-router";
import { Page } from "#app/components/ui/page.tsx";
import { dataTierContext, memberContext, tenantContext, tenantDbContext } from "#app/context.ts";
import { DEFAULT_MAIL_CHOICE, NOTIFICATION_KINDS } from "#app/db.shared.ts";
import { listMuted } from "#app/db.tenant.server.ts";
import { flashCookie } from "#app/http/flash.server.ts";
import { readForm } from "#app/http/form.server.ts";
import { effectivePreferences } from "#app/http/preferences.server.ts";
import { listTimeZones } from "#app/i18n/time-zones.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { readOwnMailChoice, saveOwnMailChoice } from "#app/mail/own-mail-choice.server.ts";
import { receiverOf } from "../notifications/receiver.server.ts";
import type { Route } from "./+types/mail-choices.ts";
import { MailChoiceForm } from "./mail-choice-form.tsx";
import { mailChoiceForm, silentKinds } from "./mail-choice-rules.ts";
import { MutedList } from "./muted-list.tsx";

const PATH = "/notifications/settings";

/** The choice is the person's, and no tenant's; what they have muted is the tenant's. */
export async function loader({ request, context }: Route.LoaderArgs) {
  const member = context.get(memberContext);
  const [chosen, muted, { timeZone }] = await Promise.all([
    readOwnMailChoice(context.get(dataTierContext), member.id),
    context.get(tenantDbContext).read((tx) => listMuted(tx, receiverOf(member, context))),
    effectivePreferences({ request, context }),
  ]);
  const zones = listTimeZones();
  const isZoneKnown = timeZone !== undefined && zones.includes(timeZone);
  return {
    choice: chosen ?? { ...DEFAULT_MAIL_CHOICE, ...(isZoneKnown && { timeZone }) },
    /** The browser may say where the person is. */
    isZoneOpen: chosen === undefined && !isZoneKnown,
    zones,
    kinds: Object.keys(NOTIFICATION_KINDS),
    muted,
    workspaceName: context.get(tenantContext).name,
  };
}

export async function action({ request, context }: Route.ActionArgs) {
  const submission = await readForm(request, mailChoiceForm);
  if (submission.status !== "success") return data(submission.reply(), { status: 400 });
  const { kinds, ...choice } = submission.value;
  const { id } = context.get(memberContext);
  await saveOwnMailChoice(context.get(dataTierContext), id, choice, (before) => silentKinds(kinds, before));
  const cookie = await flashCookie({ key: "mailChoices.saved", name: "" });
  return redirect(PATH, { status: 303, headers: { "Set-Cookie": cookie } });
}

export default function MailChoices({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { muted, workspaceName, ...shown } = loaderData;
  return (
    <Page
      title={t("mailChoices.title")}
      lead={t("mailChoices.lead")}
      crumbs={[{ to: "/notifications", label: t("notifications.title") }]}
      width="column"
    >
      <MailChoiceForm {...shown} lastResult={actionData} />
      {muted.length > 0 && <MutedList muted={muted} workspaceName={workspaceName} />}
    </Page>
  );
}
