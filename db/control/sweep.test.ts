import { type SQL, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { DataTier } from "../data-tier.ts";
import type { Tenant } from "../routing/tenant.ts";
import { scratchDataTier, testTenant } from "../testing/scratch.ts";
import { KEPT_DAYS } from "./retention.ts";
import { sweep } from "./sweep.ts";

let tier: DataTier;
let tenant: Tenant;
beforeAll(async () => {
  tier = await scratchDataTier();
  tenant = await testTenant(tier);
});
afterAll(() => tier.close());

const run = (query: SQL): Promise<unknown[]> =>
  tier.controlDb.write(async (tx) => (await tx.execute<Record<string, unknown>>(query)).rows);

/** Days ago, as a point in time. */
const ago = (days: number) => sql`now() - make_interval(days => ${days})`;

type Case = { name: string; days: number; insert(key: string, days: number): SQL; there(key: string): SQL };

const CASES: Case[] = [
  {
    name: "sessions",
    days: KEPT_DAYS.sessions,
    insert: (
      key,
      days,
    ) => sql`insert into control.sessions (id_hash, tenant_id, user_id, source_session_id, hostname, expires_at)
      values (${key}, ${tenant.id}, 'u', 's', 'h', ${ago(days)})`,
    there: (key) => sql`select from control.sessions where id_hash = ${key}`,
  },
  {
    name: "staff sessions",
    days: KEPT_DAYS.sessions,
    insert: (
      key,
      days,
    ) => sql`insert into control.staff_sessions (id_hash, user_id, email, source_session_id, hostname, expires_at)
      values (${key}, 'u', 'e', 's', 'h', ${ago(days)})`,
    there: (key) => sql`select from control.staff_sessions where id_hash = ${key}`,
  },
  {
    name: "invitations",
    days: KEPT_DAYS.invitations,
    insert: (
      key,
      days,
    ) => sql`insert into control.invitations (id, tenant_id, email, email_key, role, status, source_updated_at, expires_at)
      values (${key}, ${tenant.id}, 'e', 'e', 'member', 'pending', now(), ${ago(days)})`,
    there: (key) => sql`select from control.invitations where id = ${key}`,
  },
  {
    name: "tickets",
    days: KEPT_DAYS.tickets,
    insert: (
      key,
      days,
    ) => sql`insert into control.tickets (hash, tenant_id, user_id, source_session_id, hostname, nonce_hash, return_to, expires_at)
      values (${key}, ${tenant.id}, 'u', 's', 'h', 'n', '/', ${ago(days)})`,
    there: (key) => sql`select from control.tickets where hash = ${key}`,
  },
  {
    name: "staff tickets",
    days: KEPT_DAYS.tickets,
    insert: (
      key,
      days,
    ) => sql`insert into control.staff_tickets (hash, user_id, email, source_session_id, hostname, nonce_hash, return_to, expires_at)
      values (${key}, 'u', 'e', 's', 'h', 'n', '/', ${ago(days)})`,
    there: (key) => sql`select from control.staff_tickets where hash = ${key}`,
  },
  {
    name: "messages that were processed",
    days: KEPT_DAYS.webhookEvents,
    insert: (
      key,
      days,
    ) => sql`insert into control.webhook_events (id, type, payload, received_at, processed_at)
      values (${key}, 't', '{"data":{"id":"x"}}', ${ago(days)}, ${ago(days)})`,
    there: (key) => sql`select from control.webhook_events where id = ${key}`,
  },
  {
    name: "what a processed message said",
    days: KEPT_DAYS.webhookPayloads,
    insert: (
      key,
      days,
    ) => sql`insert into control.webhook_events (id, type, payload, received_at, processed_at)
      values (${key}, 't', '{"data":{"id":"x"}}', ${ago(days)}, ${ago(days)})`,
    there: (key) => sql`select from control.webhook_events where id = ${key} and payload <> '{}'`,
  },
  {
    name: "tombstones of sessions",
    days: KEPT_DAYS.sessionTombstones,
    insert: (key, days) => sql`insert into control.tombstones values ('session', ${key}, ${ago(days)})`,
    there: (key) => sql`select from control.tombstones where id = ${key}`,
  },
  {
    name: "tombstones of people",
    days: KEPT_DAYS.tombstones,
    insert: (key, days) => sql`insert into control.tombstones values ('user', ${key}, ${ago(days)})`,
    there: (key) => sql`select from control.tombstones where id = ${key}`,
  },
  {
    name: "finished steps of the journal",
    days: KEPT_DAYS.journal,
    insert: (key, days) => sql`insert into control.journal (tenant_id, kind, step, state, finished_at)
      values (${tenant.id}, 'suspend', ${key}, 'done', ${ago(days)})`,
    there: (key) => sql`select from control.journal where step = ${key}`,
  },
  {
    name: "jobs that waited",
    days: KEPT_DAYS.waitingJobs,
    insert: (key, days) => sql`insert into control.waiting_jobs (tenant_id, name, payload, created_at)
      values (${tenant.id}, ${key}, '{}', ${ago(days)})`,
    there: (key) => sql`select from control.waiting_jobs where name = ${key}`,
  },
  {
    name: "freed slugs",
    days: 0,
    insert: (key, days) => sql`insert into control.freed_slugs (slug, until) values (${key}, ${ago(days)})`,
    there: (key) => sql`select from control.freed_slugs where slug = ${key}`,
  },
  {
    name: "runs of migrations",
    days: KEPT_DAYS.migrationRuns,
    insert: (
      key,
      days,
    ) => sql`insert into control.migration_runs (id, command, state, started_by, total, reason, finished_at)
      values (gen_random_uuid(), 'up', 'done', 's', 1, ${key}, ${ago(days)})`,
    there: (key) => sql`select from control.migration_runs where reason = ${key}`,
  },
  {
    name: "results of migrations",
    days: KEPT_DAYS.migrationResults,
    insert: (key, days) => sql`with run as (
        insert into control.migration_runs (id, command, state, started_by, total, finished_at)
        values (gen_random_uuid(), 'up', 'done', 's', 1, now()) returning id)
      insert into control.migration_results (run_id, tenant_id, cluster, state, attempts, duration_ms, finished_at)
      select id, ${tenant.id}, ${key}, 'done', 1, 1, ${ago(days)} from run`,
    there: (key) => sql`select from control.migration_results where cluster = ${key}`,
  },
  {
    name: "sign-ins",
    days: KEPT_DAYS.signIns,
    insert: (key, days) =>
      sql`insert into control.audit_log (action, actor_id, at) values ('session.start', ${key}, ${ago(days)})`,
    there: (key) => sql`select from control.audit_log where actor_id = ${key}`,
  },
];

test.each(CASES)(
  "$name go when their time is over, and not a day before",
  async ({ name, days, insert, there }) => {
    const [over, young] = [`over ${name}`, `young ${name}`];
    await run(insert(over, days + 1));
    await run(insert(young, days - 1));
    await sweep(tier.controlDb);
    expect(await run(there(over))).toHaveLength(0);
    expect(await run(there(young))).toHaveLength(1);
  },
);

test("what was not processed, what failed, and the audit log stay however old they are", async () => {
  await run(
    sql`insert into control.webhook_events (id, type, payload, received_at) values ('waits', 't', '{"a":1}', ${ago(2_000)})`,
  );
  await run(sql`insert into control.journal (tenant_id, kind, step, state, finished_at)
    values (${tenant.id}, 'purge', 'stuck', 'failed', ${ago(2_000)})`);
  await run(sql`insert into control.audit_log (action, at) values ('tenant.old', ${ago(2_000)})`);
  await sweep(tier.controlDb);
  expect(
    await run(sql`select from control.webhook_events where id = 'waits' and payload = '{"a":1}'`),
  ).toHaveLength(1);
  expect(await run(sql`select from control.journal where step = 'stuck'`)).toHaveLength(1);
  expect(await run(sql`select from control.audit_log where action = 'tenant.old'`)).toHaveLength(1);
});

test("a run takes a bounded number of rows, and the next one goes on", async () => {
  await run(sql`insert into control.tombstones
    select 'user', 'many-' || n, ${ago(KEPT_DAYS.tombstones + 1)} from generate_series(1, 25) n`);
  const left = async () => (await run(sql`select from control.tombstones where id like 'many-%'`)).length;
  expect(await sweep(tier.controlDb, { batch: 5, maxBatches: 3 })).toEqual([
    { table: "tombstones", rows: 15, isEmptied: false },
  ]);
  expect(await left()).toBe(10);
  await sweep(tier.controlDb, { batch: 5, maxBatches: 3 });
  expect(await left()).toBe(0);
  expect(await sweep(tier.controlDb)).toEqual([]);
});
