import { RelativeTime } from "#app/components/relative-time.tsx";
import { ButtonLink } from "#app/components/ui/button.tsx";
import { Card, CardHeader } from "#app/components/ui/card.tsx";
import { Fact, Facts } from "#app/components/ui/facts.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { dataTierContext } from "#app/context.ts";
import { getWebhookEventDetail, type WebhookEventSummary } from "#app/db.server.ts";
import { requireFound } from "#app/http/require-found.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { EventStateBadge } from "#app/routes/platform/parts/badges.tsx";
import { Copyable } from "#app/routes/platform/parts/copyable.tsx";
import type { Route } from "./+types/webhook.ts";

const INDENT = 2;

export async function loader({ context, params }: Route.LoaderArgs) {
  const tier = context.get(dataTierContext);
  const found = await tier.controlDb.read((tx) => getWebhookEventDetail(tx, params.eventId));
  const { payload, ...event } = requireFound(found);
  return { event, payload: payload === null ? null : JSON.stringify(payload, null, INDENT) };
}

export default function WebhookEvent({ loaderData: { event, payload } }: Route.ComponentProps) {
  const { t } = useTranslation();
  return (
    <Page
      title={event.type}
      crumbs={[{ to: "/platform/webhooks", label: t("platform.webhooks.title") }]}
      action={
        payload !== null && (
          <ButtonLink to={`/platform/webhooks/${encodeURIComponent(event.id)}/replays`} size="sm">
            {t("platform.webhooks.replay")}
          </ButtonLink>
        )
      }
    >
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_27rem]">
        <EventFacts event={event} />
        <Card aria-labelledby="payload" className="min-w-0 xl:order-first">
          <CardHeader id="payload" title={t("platform.webhooks.payload")} />
          {payload === null ? (
            <p className="px-4 py-3 text-muted">{t("platform.webhooks.payloadGone")}</p>
          ) : (
            <>
              <p className="border-b px-4 py-2 text-xs text-muted">{t("platform.webhooks.payloadHint")}</p>
              <pre className="px-4 py-3 font-mono text-xs whitespace-pre-wrap wrap-anywhere">{payload}</pre>
            </>
          )}
        </Card>
      </div>
    </Page>
  );
}

function EventFacts({ event }: { event: WebhookEventSummary }) {
  const { t } = useTranslation();
  return (
    <Facts id="facts" title={t("platform.tenant.facts")}>
      <Fact term={t("platform.webhooks.state")}>
        <EventStateBadge state={event.state} />
      </Fact>
      <Fact term={t("platform.webhooks.id")}>
        <Copyable value={event.id} />
      </Fact>
      <Fact term={t("platform.webhooks.received")}>
        <RelativeTime at={event.receivedAt} />
      </Fact>
      {event.processedAt && (
        <Fact term={t("platform.webhooks.processedAt")}>
          <RelativeTime at={event.processedAt} />
        </Fact>
      )}
      <Fact term={t("platform.webhooks.attempts")}>{event.attempts}</Fact>
      {event.error && (
        <Fact term={t("platform.webhooks.error")}>
          <span className="text-danger">{event.error}</span>
        </Fact>
      )}
    </Facts>
  );
}
