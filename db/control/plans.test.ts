/** The queries of pages and jobs read an index, not the table, where tables are as full as after years. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { withAdmin } from "../cluster/admin.ts";
import type { DataTier } from "../data-tier.ts";
import { listUnfinished } from "../lifecycle/continue.ts";
import { accessPathsOf } from "../testing/plan-of.ts";
import { scratchDataTier } from "../testing/scratch.ts";
import { listAudit, listAuditActions } from "./audit-log.ts";
import type { ControlTx } from "./control-db.ts";
import { getOverview } from "./overview.ts";
import { sweep } from "./sweep.ts";
import { listWebhookEvents, listWebhookEventTypes } from "./webhook-log.ts";

const FILL = `
INSERT INTO control.tenants (id, slug, name, status) SELECT gen_random_uuid(), 't' || n, 't' || n, 'active' FROM generate_series(1, 5000) n;
INSERT INTO control.memberships (tenant_id, user_id, role, source_updated_at)
  SELECT t.id, 'user_' || n, CASE WHEN n = 1 THEN 'owner' ELSE 'member' END, now() FROM control.tenants t, generate_series(1, 20) n;
INSERT INTO control.webhook_events (id, type, payload, received_at, processed_at, error)
  SELECT 'msg_' || n, CASE WHEN n % 2000 = 0 THEN 'user.rare' ELSE 'user.' || n % 9 END, jsonb_build_object('data', jsonb_build_object('id', 'user_' || n % 4000, 'updated_at', n)),
    now() - make_interval(mins => n), CASE WHEN n % 500 <> 0 THEN now() - make_interval(mins => n) END, CASE WHEN n % 1000 = 0 THEN 'e' END
  FROM generate_series(1, 20000) n;
INSERT INTO control.audit_log (tenant_id, actor_kind, actor_id, action, at)
  SELECT t.id, 'staff', 'user_' || n % 4000, CASE WHEN n % 2000 = 0 THEN 'tenant.rare' ELSE 'tenant.' || n % 11 END, now() - make_interval(mins => n)
  FROM generate_series(1, 20000) n JOIN control.tenants t ON t.slug = 't' || n % 5000 + 1;
INSERT INTO control.journal (tenant_id, kind, step, state, started_at, finished_at)
  SELECT t.id, 'suspend', 's' || k, CASE WHEN t.slug LIKE '%99' THEN 'failed' ELSE 'done' END, now() - interval '1 day', now() - interval '1 day'
  FROM control.tenants t, generate_series(1, 4) k;
INSERT INTO control.sessions (id_hash, tenant_id, user_id, source_session_id, hostname, expires_at)
  SELECT 'h' || n, t.id, 'u', 's', 'h', now() + make_interval(mins => n) FROM generate_series(1, 20000) n JOIN control.tenants t ON t.slug = 't' || n % 5000 + 1;
INSERT INTO control.archives (id, tenant_id, state, address, taken_at, bytes, rows, verified_at)
  SELECT gen_random_uuid(), t.id, 'taken', t.id || '-' || n, now() - make_interval(hours => 24 * n), 1000, 10, now() FROM control.tenants t, generate_series(0, 13) n;
INSERT INTO control.tombstones SELECT 'user', 'user_' || n, now() - make_interval(mins => n) FROM generate_series(1, 20000) n;
INSERT INTO control.migration_runs (id, command, state, started_by, total, started_at)
  SELECT gen_random_uuid(), 'up', CASE WHEN n = 1 THEN 'running' ELSE 'done' END, 's', 1, now() - make_interval(hours => n) FROM generate_series(1, 10) n;
INSERT INTO control.migration_results (run_id, tenant_id, cluster, state, attempts, duration_ms)
  SELECT r.id, gen_random_uuid(), 'main', 'done', 1, 1 FROM control.migration_runs r, generate_series(1, 2000);
ANALYZE`;

let tier: DataTier;
beforeAll(async () => {
  tier = await scratchDataTier();
  await withAdmin(tier.urls.adminUrl, (client) => client.query(FILL));
  // What a process asks once, with its first question.
  await tier.controlDb.read(async () => {});
});
afterAll(() => tier.close());

const pathsOf = (work: (tx: ControlTx) => Promise<unknown>) =>
  accessPathsOf(tier.urls.adminUrl, () => tier.controlDb.read(work));

/** Tables that hold little however long the product runs. */
const MAY_BE_READ_WHOLE =
  /^seq scan (placements|clusters|users|migration_runs|waiting_jobs|freed_slugs|staff_\w+|tickets)$/;
const wholeTables = (paths: string[]) =>
  paths.filter((path) => path.startsWith("seq scan") && !MAY_BE_READ_WHOLE.test(path));

const CURSOR = { limit: 10 };

test.each<[string, string, (tx: ControlTx) => Promise<unknown>]>([
  ["the list of messages", "webhook_events_received_at_idx", (tx) => listWebhookEvents(tx, CURSOR)],
  [
    "messages of one type",
    "webhook_events_type_idx",
    (tx) => listWebhookEvents(tx, { ...CURSOR, type: "user.rare" }),
  ],
  [
    "messages about one object",
    "webhook_events_object_id_idx",
    (tx) => listWebhookEvents(tx, { ...CURSOR, search: "user_17" }),
  ],
  [
    "messages that wait",
    "webhook_events_unprocessed_idx",
    (tx) => listWebhookEvents(tx, { ...CURSOR, state: "waiting" }),
  ],
  ["the types of messages", "webhook_events_type_idx", listWebhookEventTypes],
  ["the audit log", "audit_log_pkey", (tx) => listAudit(tx, CURSOR)],
  [
    "the audit log of a person",
    "audit_log_actor_id_idx",
    (tx) => listAudit(tx, { ...CURSOR, actorId: "user_7" }),
  ],
  [
    "one action in the audit log",
    "audit_log_action_idx",
    (tx) => listAudit(tx, { ...CURSOR, action: "tenant.rare" }),
  ],
  [
    "ten minutes of the audit log",
    "audit_log_at_idx",
    (tx) =>
      listAudit(tx, {
        ...CURSOR,
        from: new Date(Date.now() - 4_200_000),
        to: new Date(Date.now() - 3_600_000),
      }),
  ],
  ["the actions of the audit log", "audit_log_action_idx", listAuditActions],
  ["unfinished work", "journal_unfinished_idx", (tx) => listUnfinished(tx)],
  ["the console's first page", "journal_unfinished_idx", getOverview],
])("%s: read by %s", async (_, index, work) => {
  const paths = await pathsOf(work);
  expect(paths).toContain(index);
  const counted =
    index === "journal_unfinished_idx" ? paths.filter((path) => path !== "seq scan tenants") : paths;
  expect(wholeTables(counted)).toEqual([]);
});

test("the sweep reads no table whole that grows", async () => {
  const paths = await accessPathsOf(tier.urls.adminUrl, () => sweep(tier.controlDb));
  expect(paths).toEqual(
    expect.arrayContaining([
      "sessions_expires_at_idx",
      "webhook_events_processed_at_idx",
      "journal_finished_at_idx",
    ]),
  );
});
