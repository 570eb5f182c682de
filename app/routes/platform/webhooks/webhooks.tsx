import { Webhook } from "lucide-react";
import { EmptyState } from "#app/components/ui/empty-state.tsx";
import { IgnoredFilters } from "#app/components/ui/ignored-filters.tsx";
import { NoResults } from "#app/components/ui/no-results.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { Pagination } from "#app/components/ui/pagination.tsx";
import { dataTierContext } from "#app/context.ts";
import { listWebhookEvents, listWebhookEventTypes } from "#app/db.server.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { readEventSearch } from "#app/routes/platform/webhooks/event-search.ts";
import { EventFilters, EventTable } from "#app/routes/platform/webhooks/event-table.tsx";
import { ignoredFilters } from "#app/validation/ignored-filters.ts";
import { isFiltered, pagePaths } from "#app/validation/list-path.ts";
import type { Route } from "./+types/webhooks.ts";

const PATH = "/platform/webhooks";
const EVENTS_A_PAGE = 50;

export async function loader({ context, url }: Route.LoaderArgs) {
  const tier = context.get(dataTierContext);
  const search = readEventSearch(url.searchParams);
  const { q, type, state, cursor } = search;
  const [page, types] = await tier.controlDb.read((tx) =>
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
      <Pagination next={next} previous={previous} />
    </Page>
  );
}
