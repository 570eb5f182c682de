/** What a transaction has made outside its schema: for statements that are built at run time. */
import type pg from "pg";
import { MigrationRefused } from "../errors.ts";

/** Rows of this transaction; an extension belongs where all tenants find it, and so does what is in it. */
const MADE = `
WITH now AS (SELECT pg_current_xact_id()::xid AS xid),
foreign_schema AS (SELECT oid, nspname FROM pg_namespace
  WHERE nspname NOT IN ($1, 'extensions') AND nspname !~ '^pg_(toast|temp)'),
made(what) AS (
  SELECT 'the extension ' || extname FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace, now
    WHERE e.xmin = now.xid AND n.nspname <> 'extensions'
  UNION ALL SELECT 'the schema ' || nspname FROM pg_namespace, now WHERE xmin = now.xid AND nspname <> $1
  UNION ALL SELECT 'in schema ' || nspname || ' ' || relname FROM pg_class c JOIN foreign_schema f ON f.oid = c.relnamespace, now WHERE c.xmin = now.xid
  UNION ALL SELECT 'in schema ' || nspname || ' the type ' || typname FROM pg_type t JOIN foreign_schema f ON f.oid = t.typnamespace, now WHERE t.xmin = now.xid
  UNION ALL SELECT 'in schema ' || nspname || ' the function ' || proname FROM pg_proc p JOIN foreign_schema f ON f.oid = p.pronamespace, now WHERE p.xmin = now.xid
  UNION ALL SELECT 'the language ' || lanname FROM pg_language, now WHERE xmin = now.xid
  UNION ALL SELECT 'the event trigger ' || evtname FROM pg_event_trigger, now WHERE xmin = now.xid
  UNION ALL SELECT 'the publication ' || pubname FROM pg_publication, now WHERE xmin = now.xid
)
SELECT what FROM made ORDER BY what LIMIT 1`;

/**
 * In words, of the whole transaction; undefined where there is nothing. It reads the catalog of all tenants:
 * once is better than often.
 */
export async function madeElsewhere(client: pg.Client, schema: string): Promise<string | undefined> {
  const { rows } = await client.query<{ what: string }>(MADE, [schema]);
  return rows[0]?.what;
}

/** The refusal of what `madeElsewhere` found. */
export function outsideOfTenant(what: string, migration: string | undefined): MigrationRefused {
  const subject = migration ? `Migration ${migration}` : "A migration";
  const message = `${subject} makes or changes ${what}, which is outside of its tenant. Take that out of the DO block, or of the function, that does it.`;
  return Object.assign(new MigrationRefused(message), migration ? { migration } : {});
}
