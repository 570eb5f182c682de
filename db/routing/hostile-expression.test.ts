/**
 * What one hostile expression in a tenant's query can reach: nothing that another tenant, the platform or the
 * next request would notice.
 */
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { withAdmin } from "../cluster/admin.ts";
import { TENANT_CHANNEL } from "../control/tenant-changes.ts";
import type { DataTier } from "../data-tier.ts";
import { AccessRefused } from "../errors.ts";
import { forEachPlacement } from "../testing/for-each-placement.ts";
import { scratchDataTier, testTenant } from "../testing/scratch.ts";
import { sqlState } from "./sql-errors.ts";
import type { Tenant } from "./tenant.ts";

const SYNTAX_ERROR = "42601";

let tier: DataTier;
beforeAll(async () => {
  tier = await scratchDataTier();
});
afterAll(() => tier.close());

/**
 * Functions that do not answer the same each time, which the tenant's role may call, and why that is
 * harmless.
 */
const HARMLESS: [why: string, names: RegExp][] = [
  ["a value", /^(random|random_normal|gen_random_uuid|uuidv[47]|clock_timestamp|timeofday|current_query)$/],
  ["its argument, in another order", /^array_(sample|shuffle)$/],
  ["a sequence of its own", /^(nextval|setval|currval|lastval|pg_sequence_last_value|pg_get_sequence_data)$/],
  ["waits, until the login's limit ends it", /^pg_sleep(_for|_until)?$/],
  [
    "a query with its own rights, which may not write",
    /^(query_to_xml.*|cursor_to_xml.*|ts_stat|ts_rewrite|currtid2)$/,
  ],
  ["asks for REPLICATION", /^pg_(copy|create|drop|sync|logical|replication)_.*(slot|slots)(_.*)?$/],
  [
    "asks for the ownership of what it works on",
    /^(brin_.*|gin_.*|pg_(clear|restore)_(attribute|relation)_stats)$/,
  ],
  ["asks for a superuser", /^(pg_import_system_collations|pg_nextoid|pg_stop_making_pinned_objects)$/],
  [
    "works while a server is upgraded, or an extension made",
    /^(binary_upgrade_.*|pg_extension_config_dump)$/,
  ],
  ["checks a definition", /^(amvalidate|plpgsql_.*)$/],
  [
    "counts, sizes and states of the server",
    /^pg_(.*_size|stat_.*|control_.*|current_wal_.*|last_.*|is_.*|get_(wal|wait|loaded|multixact).*|available_wal.*|wal_summary.*|notification_queue_usage|jit_available|.*collation_actual_version|lock_status|prepared_xact|.*blocking_pids|isolation_test.*|xact_.*|partition_.*)$/,
  ],
  ["the outcome of a transaction", /^txid_status$/],
];

const CALLABLE = sql`
  select distinct p.proname as name from pg_proc p
  where p.pronamespace = 'pg_catalog'::regnamespace and p.provolatile = 'v' and p.prokind in ('f', 'p')
    and has_function_privilege(p.oid, 'execute')
    and p.prorettype not in ('trigger'::regtype, 'event_trigger'::regtype)
    and not 'internal'::regtype = any (p.proargtypes) and p.prorettype <> 'language_handler'::regtype`;

const HOSTILE = [
  `select set_config('role', 'postgres', false)`,
  `select setseed(0.5)`,
  `select pg_notify('${TENANT_CHANNEL}', 'x')`,
  `select pg_advisory_lock(hashtextextended('tenantry:control', 0))`,
  `select pg_try_advisory_lock_shared(1, 2)`,
  `select pg_advisory_xact_lock(hashtextextended('slug:acme', 0))`,
  `select lo_creat(-1)`,
  `select lo_from_bytea(0, 'x')`,
  `select lo_unlink(oid) from pg_largeobject_metadata`,
  `select pg_logical_emit_message(false, 'tenantry', 'x')`,
  `select pg_terminate_backend(pg_backend_pid())`,
  `select pg_cancel_backend(pid) from pg_stat_activity`,
  `select pg_export_snapshot()`,
  `update pg_settings set setting = 'off' where name = 'row_security'`,
  `select * from query_to_xml('select pg_notify(''x'', '''')', true, true, '')`,
];

forEachPlacement((kind) => {
  let tenant: Tenant;
  beforeAll(async () => {
    tenant = await testTenant(tier, { kind });
    // What is there to be found and harmed.
    const { database } = tenant.placement;
    await withAdmin(tier.urls.adminUrl, (client) => client.query("SELECT lo_create(0)"), { database });
  });
  const run = <T extends Record<string, unknown>>(text: string) =>
    tier.tenantRouter.connect(tenant).write((tx) => tx.execute<T>(sql.raw(text)));

  test.each(HOSTILE)("is refused: %s", async (text) => {
    await expect(run(text)).rejects.toBeInstanceOf(AccessRefused);
  });

  test("a tenant's role may call no function that acts outside its transaction, whatever the server's version has", async () => {
    const { rows } = await tier.tenantRouter
      .connect(tenant)
      .read((tx) => tx.execute<{ name: string }>(CALLABLE));
    expect(rows.length).toBeGreaterThan(50);
    const unknown = rows.filter(({ name }) => !HARMLESS.some(([, names]) => names.test(name)));
    expect(unknown.map(({ name }) => name).sort()).toEqual([]);
  });

  test("a tenant's role may change nothing in the catalogs", async () => {
    const { rows } = await run<{ name: string }>(
      `select relname as name from pg_class where relnamespace in ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
       and relkind in ('r', 'v') and has_table_privilege(oid, 'insert, update, delete, truncate')`,
    );
    expect(rows).toEqual([]);
  });

  test("a tenant's role has nothing in the public schema", async () => {
    const { rows } = await run(
      "select has_schema_privilege('public', 'usage') as usage, has_schema_privilege('public', 'create') as create",
    );
    expect(rows).toEqual([{ usage: false, create: false }]);
  });

  test("a second statement cannot be stacked onto one, with parameters or without", async () => {
    // Threat: a stacked statement could take another tenant's role, commit, lock or listen.
    const stacked = [sql`select 1; reset role`, sql`select ${1}::int; reset role`, sql`commit; select 1`];
    for (const statement of stacked) {
      const error = await tier.tenantRouter
        .connect(tenant)
        .write((tx) => tx.execute(statement))
        .catch((thrown: unknown) => thrown);
      expect(sqlState(error)).toBe(SYNTAX_ERROR);
    }
  });
});

test("a tenant's pages in the control plane notify nobody, and lock nothing", async () => {
  const { id } = await testTenant(tier);
  for (const text of [HOSTILE[2], HOSTILE[3], HOSTILE[5]]) {
    const attempt = tier.controlDb.forTenant(id).write((tx) => tx.execute(sql.raw(text ?? "")));
    await expect(attempt).rejects.toBeInstanceOf(AccessRefused);
  }
});
