import { redirect } from "react-router";
import { ActionForm } from "#app/components/ui/action-form.tsx";
import { Card, CardHeader } from "#app/components/ui/card.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { dataTierContext } from "#app/context.ts";
import { getWebhookEvent, replayWebhookEvent } from "#app/db.server.ts";
import { flashCookie } from "#app/http/flash.server.ts";
import { noFields, readForm } from "#app/http/form.server.ts";
import { requireFound } from "#app/http/require-found.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { staffActor } from "#app/routes/platform/parts/staff-actor.server.ts";
import type { Route } from "./+types/replays.ts";

const pathOf = (id: string) => `/platform/webhooks/${encodeURIComponent(id)}`;

export async function loader({ context, params }: Route.LoaderArgs) {
  const tier = context.get(dataTierContext);
  const event = requireFound(await tier.controlDb.read((tx) => getWebhookEvent(tx, params.eventId)));
  return { id: event.id, type: event.type };
}

export async function action({ params, request, context }: Route.ActionArgs) {
  const tier = context.get(dataTierContext);
  await readForm(request, noFields);
  const by = { actor: staffActor(context) };
  const type = requireFound(await tier.controlDb.write((tx) => replayWebhookEvent(tx, params.eventId, by)));
  const cookie = await flashCookie({ key: "platform.webhooks.replayed", name: type });
  return redirect(pathOf(params.eventId), { status: 303, headers: { "Set-Cookie": cookie } });
}

export default function Replays({ loaderData: { id, type } }: Route.ComponentProps) {
  const { t } = useTranslation();
  return (
    <Page
      title={t("platform.webhooks.replayTitle")}
      crumbs={[
        { to: "/platform/webhooks", label: t("platform.webhooks.title") },
        { to: pathOf(id), label: type },
      ]}
      width="column"
    >
      <Card aria-labelledby="what">
        <CardHeader id="what" title={t("platform.actions.whatHappens")} />
        <ul className="grid list-disc gap-1.5 py-3 pr-4 pl-8">
          {(["one", "two", "three"] as const).map((key) => (
            <li key={key}>{t(`platform.webhooks.replayWhat.${key}`)}</li>
          ))}
        </ul>
      </Card>
      <ActionForm
        fields={[]}
        lastResult={undefined}
        isHarmful={false}
        submitLabel={t("platform.webhooks.replay")}
        pendingLabel={t("platform.webhooks.replaying")}
        keepLabel={t("platform.actions.keep")}
        keepTo={pathOf(id)}
      />
    </Page>
  );
}
