/**
 * What a migration does, it does to its tenant alone; what belongs to the whole database is made once, or
 * refused.
 */
import { describe, expect, test } from "vitest";
import { withAdmin } from "../cluster/admin.ts";
import { newId } from "../id.ts";
import { giveBirth } from "../lifecycle/birth.ts";
import { tenantIdentifier } from "../routing/placement.ts";
import { tenantMigrations } from "../tenant/version.ts";
import {
  at,
  COUNT,
  countColumn,
  execute,
  first,
  freshTenants,
  load,
  run,
  SECOND,
} from "../testing/fan-out-harness.ts";
import { adminQuery } from "../testing/query.ts";
import { testTenant } from "../testing/scratch.ts";

freshTenants();

const CITEXT = "CREATE EXTENSION IF NOT EXISTS citext WITH SCHEMA extensions";
const withCitext = load({
  ...first,
  [SECOND]: `${CITEXT};\n--> statement-breakpoint\nALTER TABLE items ADD COLUMN mail citext CHECK (mail <> 'x')`,
});
const schemaOfCitext = () =>
  adminQuery<{ schema: string }>(
    at.tier,
    "SELECT extnamespace::regnamespace::text AS schema FROM pg_extension WHERE extname = 'citext'",
  );

describe("an extension", () => {
  test("that a migration asks for is made once, for tenants that are migrated at the same time", async () => {
    expect(await run(withCitext, { concurrency: 4 })).toMatchObject({ state: "done", done: COUNT });
    expect(await schemaOfCitext()).toEqual([{ schema: "extensions" }]);
  });

  test("outlives the tenant whose migration made it", async () => {
    await run(withCitext, { concurrency: 1, canary: [at.made[0]!.id] });
    await execute(`DROP SCHEMA "${at.made[0]!.schema}" CASCADE`);
    expect(await countColumn("mail")).toBe(COUNT - 1);
  });

  test("is there for schemas that are born at the same time, and where a database of one tenant is made", async () => {
    const { adminUrl } = at.tier.urls;
    const letters = load({
      "20990101000000_letters": `${CITEXT};\n--> statement-breakpoint\nCREATE TABLE letters (mail citext)`,
    });
    const birth = () => ({
      adminUrl,
      login: "tenantry_app",
      newborns: [{ schema: tenantIdentifier(newId()) }],
      migrations: [...tenantMigrations(), ...letters],
    });
    const born = await Promise.all(Array.from({ length: 8 }, () => giveBirth(birth())));
    expect(born).toEqual(Array(8).fill({ version: "20990101000000_letters" }));
    const { placement } = await testTenant(at.tier, { kind: "database" });
    await withAdmin(adminUrl, (client) => client.query(CITEXT), { database: placement.database });
  });
});

const ELSEWHERE = [
  "CREATE EXTENSION citext",
  "CREATE EXTENSION IF NOT EXISTS citext",
  "CREATE EXTENSION IF NOT EXISTS citext WITH SCHEMA public",
  `SELECT 1; ${CITEXT}`,
  "DROP EXTENSION IF EXISTS citext",
  "CREATE SCHEMA other",
  "CREATE ROLE somebody",
  "ALTER SYSTEM SET work_mem = '1MB'",
  "CREATE PUBLICATION everything FOR ALL TABLES",
  "CREATE TYPE public.mood AS ENUM ('good')",
  "CREATE TABLE public.shared (id int)",
  "ALTER TABLE items SET SCHEMA public",
  "SET search_path = public",
  "DO $$ BEGIN CREATE EXTENSION citext; END $$",
  "DO $$ BEGIN CREATE SCHEMA other; END $$",
  "DO $$ BEGIN CREATE TABLE public.shared (id int); END $$",
];
const COMMITS = [
  "COMMIT",
  "SELECT 1; COMMIT; SELECT 2",
  "/* one */ -- two\nROLLBACK",
  "BEGIN",
  "SAVEPOINT here",
  "SELECT 'a''b'; END",
];

const leftovers = () =>
  adminQuery(
    at.tier,
    "SELECT nspname FROM pg_namespace WHERE nspname LIKE 'rehearsal%' OR nspname = 'other'",
  );

test.each([...ELSEWHERE, ...COMMITS])(
  "%s is refused before a tenant is touched, by name, and leaves nothing",
  async (text) => {
    const refused = load({
      ...first,
      [SECOND]: `ALTER TABLE items ADD COLUMN note text;\n--> statement-breakpoint\n${text}`,
    });
    await expect(run(refused)).rejects.toThrow(new RegExp(`${SECOND} .*[.]`, "s"));
    expect(await countColumn("note")).toBe(0);
    expect(await leftovers()).toEqual([]);
  },
);

test("no statement that only looks like it is refused", async () => {
  const plain = load({
    ...first,
    [SECOND]: `CREATE FUNCTION touch() RETURNS void LANGUAGE plpgsql AS $body$ BEGIN PERFORM 1; END; $body$;
      COMMENT ON TABLE items IS 'COMMIT; ROLLBACK; CREATE EXTENSION x';
      -- COMMIT;
      /* BEGIN; /* nested */ */
      DO $$ BEGIN IF true THEN UPDATE items SET name = $q$;COMMIT;$q$; END IF; END $$;
      SET LOCAL statement_timeout = 5000;
      ALTER TABLE items ADD COLUMN at timestamptz DEFAULT pg_catalog.now()`,
  });
  expect(await run(plain)).toMatchObject({ state: "done", done: COUNT });
});

test("what a rehearsal left behind goes before the next run; one that is under way stays", async () => {
  await execute('CREATE SCHEMA "rehearsal_00000000000000aa"; CREATE SCHEMA "rehearsal_00000000000000bb"');
  await withAdmin(at.tier.urls.adminUrl, async (client) => {
    await client.query("SELECT pg_advisory_lock(hashtextextended('tenantry:rehearsal_00000000000000bb', 0))");
    await run(load({ ...first, [SECOND]: "ALTER TABLE items ADD COLUMN note text" }));
  });
  expect(await leftovers()).toEqual([{ nspname: "rehearsal_00000000000000bb" }]);
  await execute('DROP SCHEMA "rehearsal_00000000000000bb"');
});
