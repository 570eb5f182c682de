import { Link } from "react-router";
import { RelativeTime } from "#app/components/relative-time.tsx";
import type { WebhookEventSummary } from "#app/db.server.ts";
import { WEBHOOK_EVENT_STATES } from "#app/db.shared.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import type { EventSearch } from "#app/routes/platform/webhooks/event-search.ts";
import { isFiltered } from "#app/validation/list-path.ts";
import { type Column, DataTable } from "../../../components/ui/data-table.tsx";
import { FilterBar, FilterSelect, FilterText } from "../../../components/ui/filter-bar.tsx";
import { EventStateBadge } from "../parts/badges.tsx";
import { Copyable } from "../parts/copyable.tsx";
import { ErrorText } from "../parts/error-text.tsx";

const ID_TAIL = 10;

export function EventFilters({ search, types }: { search: EventSearch; types: string[] }) {
  const { t } = useTranslation();
  return (
    <FilterBar action="/platform/webhooks" search={search} isFiltered={isFiltered(search)}>
      <FilterText
        name="q"
        label={t("list.search")}
        value={search.q}
        placeholder={t("platform.webhooks.searchPlaceholder")}
      />
      <FilterSelect
        name="type"
        label={t("platform.webhooks.type")}
        value={search.type}
        options={types.map((value) => ({ value, label: value }))}
      />
      <FilterSelect
        name="state"
        label={t("platform.webhooks.state")}
        value={search.state}
        options={WEBHOOK_EVENT_STATES.map((value) => ({
          value,
          label: t(`platform.webhooks.states.${value}`),
        }))}
      />
    </FilterBar>
  );
}

/** Messages of the identity provider, the latest first. */
export function EventTable({ events }: { events: WebhookEventSummary[] }) {
  const { t } = useTranslation();
  const columns: Column<WebhookEventSummary>[] = [
    {
      id: "type",
      label: t("platform.webhooks.type"),
      cell: ({ id, type }) => (
        <Link
          to={`/platform/webhooks/${encodeURIComponent(id)}`}
          className="rounded-sm font-mono text-xs font-medium hover:underline"
        >
          {type}
        </Link>
      ),
    },
    {
      id: "state",
      label: t("platform.webhooks.state"),
      cell: ({ state }) => <EventStateBadge state={state} />,
    },
    {
      id: "received",
      label: t("platform.webhooks.received"),
      cell: ({ receivedAt }) => (
        <span className="text-muted">
          <RelativeTime at={receivedAt} />
        </span>
      ),
    },
    {
      id: "attempts",
      label: t("platform.webhooks.attempts"),
      isNumber: true,
      cell: ({ attempts }) => attempts,
    },
    {
      id: "error",
      label: t("platform.webhooks.error"),
      isWide: true,
      cell: ({ error }) => <ErrorText error={error} />,
    },
    {
      id: "id",
      label: t("platform.webhooks.id"),
      cell: ({ id }) => <Copyable value={id} tail={ID_TAIL} />,
    },
  ];
  return (
    <DataTable label={t("platform.webhooks.title")} rows={events} columns={columns} keyOf={({ id }) => id} />
  );
}
