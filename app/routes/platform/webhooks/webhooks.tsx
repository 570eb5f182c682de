import { Webhook } from "lucide-react";
import { IgnoredFilters } from "#app/components/ignored-filters.tsx";
import { EmptyState } from "#app/components/ui/empty-state.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { controlDb, listWebhookEvents, listWebhookEventTypes } from "#app/db.server.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { NoResults, Pages } from "#app/routes/platform/parts/pages.tsx";
import { isFiltered, pagePaths, readEventSearch } from "#app/routes/platform/parts/search.ts";
import { EventFilters, EventTable } from "#app/routes/platform/webhooks/event-table.tsx";
import { ignoredFilters } from "#app/validation/ignored-filters.ts";
import type { Route } from "./+types/webhooks.ts";

const PATH = "/platform/webhooks";
const EVENTS_A_PAGE = 50;

export async function loader({ url }: Route.LoaderArgs) {
  const search = readEventSearch(url.searchParams);
  const { q, type, state, cursor } = search;
  const [page, types] = await controlDb().read((tx) =>
    Promise.all([
      listWebhookEvents(tx, { search: q, type, state, cursor, limit: EVENTS_A_PAGE }),
      listWebhookEventTypes(tx),
    ]),
  );
  return {
    events: page.items,
    types,
    search,
    ignored: ignoredFilters(url.searchParams, search),
    ...pagePaths(PATH, search, page),
  };
}

export default function Webhooks({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { events, types, search, ignored, next, previous } = loaderData;
  const filtered = isFiltered(search);
  return (
    <Page title={t("platform.webhooks.title")} lead={t("platform.webhooks.lead")}>
      <IgnoredFilters names={ignored} />
      {(events.length > 0 || filtered) && <EventFilters search={search} types={types} />}
      {events.length > 0 && <EventTable events={events} />}
      {events.length === 0 && filtered && <NoResults clearTo={PATH} />}
      {events.length === 0 && !filtered && (
        <EmptyState icon={Webhook} title={t("platform.webhooks.emptyTitle")}>
          {t("platform.webhooks.empty")}
        </EmptyState>
      )}
      <Pages next={next} previous={previous} />
    </Page>
  );
}
