/** The identity provider's messages for staff: found, read without secrets, and run once more. */
import { and, eq, isNotNull, isNull, or, type SQL, sql } from "drizzle-orm";
import { InvalidInput } from "../errors.ts";
import {
  ANY,
  decodeCursor,
  keyset,
  type Page,
  type PageRequest,
  pageSize,
  TIMESTAMP,
  toPage,
  withoutKey,
} from "../paging.ts";
import { type Actor, recordAudit } from "./audit-log.ts";
import type { ControlTx } from "./control-db.ts";
import { distinctValues } from "./distinct-values.ts";
import { enqueue } from "./jobs.ts";
import { redact } from "./redact.ts";
import { KEPT_DAYS } from "./retention.ts";
import { webhookEvents } from "./schema/webhooks.ts";
import { webhookJob } from "./webhook-events.ts";
import type { WebhookEventState } from "./webhook-states.ts";

export type WebhookEventSummary = {
  id: string;
  type: string;
  state: WebhookEventState;
  receivedAt: Date;
  processedAt: Date | null;
  attempts: number;
  error: string | null;
};

export type WebhookEventFilter = PageRequest & {
  type?: string | undefined;
  state?: WebhookEventState | undefined;
  /** The message's id, or the id of what it is about. */
  search?: string | undefined;
};

const state = sql<WebhookEventState>`case when ${webhookEvents.processedAt} is not null then 'processed'
  when ${webhookEvents.error} is not null then 'failed' else 'waiting' end`;
const columns = {
  id: webhookEvents.id,
  type: webhookEvents.type,
  state,
  receivedAt: webhookEvents.receivedAt,
  processedAt: webhookEvents.processedAt,
  attempts: webhookEvents.attempts,
  error: webhookEvents.error,
};

/** The newest first. */
export async function listWebhookEvents(
  tx: ControlTx,
  filter: WebhookEventFilter = {},
): Promise<Page<WebhookEventSummary>> {
  const cursor = decodeCursor(filter.cursor, [TIMESTAMP, ANY]);
  const size = pageSize(filter.limit);
  const keys = [
    { expression: sql`${webhookEvents.receivedAt}`, type: "timestamptz" as const },
    { expression: sql`${webhookEvents.id} collate "C"`, type: "text" as const },
  ];
  const { where, orderBy } = keyset(keys, "desc", cursor);
  const rows = await tx
    .select({ ...columns, key: sql<string>`${webhookEvents.receivedAt}::text` })
    .from(webhookEvents)
    .where(and(where, ...conditions(filter)))
    .orderBy(orderBy)
    .limit(size + 1);
  const page = toPage(rows, size, cursor, ({ key, id }) => [key, id]);
  return { ...page, items: page.items.map(withoutKey) };
}

function conditions({ type, state: wanted, search }: WebhookEventFilter): (SQL | undefined)[] {
  const text = search?.trim();
  const data = sql`${webhookEvents.payload} -> 'data'`;
  return [
    type ? eq(webhookEvents.type, type) : undefined,
    wanted ? isInState(wanted) : undefined,
    text ? or(eq(webhookEvents.id, text), sql`${data} ->> 'id' = ${text}`) : undefined,
  ];
}

function isInState(wanted: WebhookEventState): SQL | undefined {
  switch (wanted) {
    case "processed":
      return isNotNull(webhookEvents.processedAt);
    case "failed":
      return and(isNull(webhookEvents.processedAt), isNotNull(webhookEvents.error));
    case "waiting":
      return and(isNull(webhookEvents.processedAt), isNull(webhookEvents.error));
  }
}

/** `payload`: with what staff may read of it; null where it has been taken away. */
export type WebhookEventDetail = WebhookEventSummary & { payload: unknown };

/** What a message said is kept for some days after it was processed. */
const isTakenAway = (payload: object): boolean => Object.keys(payload).length === 0;

export async function getWebhookEventDetail(
  tx: ControlTx,
  id: string,
): Promise<WebhookEventDetail | undefined> {
  const [row] = await tx
    .select({ ...columns, payload: webhookEvents.payload })
    .from(webhookEvents)
    .where(eq(webhookEvents.id, id));
  return row && { ...row, payload: isTakenAway(row.payload) ? null : redact(row.payload) };
}

/** The types that occur, for a filter's options. */
export const listWebhookEventTypes = (tx: ControlTx): Promise<string[]> =>
  distinctValues(tx, webhookEvents, webhookEvents.type);

/**
 * Has a message processed once more; handlers are idempotent. Answers its type; undefined where there is none
 * with this id. Throws InvalidInput for one that was processed so long ago that what it said has been taken
 * away.
 */
export async function replayWebhookEvent(
  tx: ControlTx,
  id: string,
  { actor }: { actor: Actor },
): Promise<string | undefined> {
  const [event] = await tx
    .select({
      type: webhookEvents.type,
      payload: webhookEvents.payload,
      organizationId: webhookEvents.organizationId,
    })
    .from(webhookEvents)
    .where(eq(webhookEvents.id, id))
    .for("update");
  if (!event) return undefined;
  if (isTakenAway(event.payload))
    throw new InvalidInput(
      `What message ${id} said is kept for ${KEPT_DAYS.webhookPayloads} days, and gone.`,
    );
  await tx.update(webhookEvents).set({ processedAt: null, error: null }).where(eq(webhookEvents.id, id));
  await enqueue(tx, webhookJob({ id, organizationId: event.organizationId }));
  await recordAudit(tx, { actor, action: "webhook.replay", detail: { eventId: id, type: event.type } });
  return event.type;
}
