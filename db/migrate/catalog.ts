/** What a schema is made of, as comparable lines: names and definitions, without the schema's own name. */
import type pg from "pg";

export type CatalogItem = {
  kind:
    | "table"
    | "column"
    | "index"
    | "constraint"
    | "privilege"
    | "sequence"
    | "routine"
    | "trigger"
    | "type"
    | "policy";
  name: string;
  definition: string;
};

/** PostgreSQL writes a name as the path needs it: two catalogs are compared under the same. */
export const CATALOG_PATH = "SET LOCAL search_path = extensions";

const ACL = (acl: string) => `
  CASE WHEN a.grantee = 0 THEN 'PUBLIC' ELSE a.grantee::regrole::text END AS grantee,
  string_agg(a.privilege_type || CASE WHEN a.is_grantable THEN '*' ELSE '' END, ',' ORDER BY a.privilege_type) AS rights
  FROM aclexplode(${acl}) a WHERE a.grantee <> o.owner GROUP BY a.grantee`;

/**
 * All that schemas are made of, of those named in `$1`. The bookkeeping's own table counts too: it is part of
 * every schema.
 */
const ITEMS = `
WITH n AS (SELECT oid, nspname::text AS schema, nspacl, nspowner FROM pg_namespace WHERE nspname = ANY ($1::text[])),
rel AS (SELECT n.schema, c.* FROM pg_class c JOIN n ON c.relnamespace = n.oid)
SELECT rel.schema, 'table' AS kind, relname::text AS name,
       concat_ws(' ', CASE relkind WHEN 'r' THEN 'table' WHEN 'p' THEN 'partitioned table' WHEN 'v' THEN 'view'
         WHEN 'm' THEN 'materialized view' ELSE 'foreign table' END,
         CASE WHEN relpersistence <> 'p' THEN 'unlogged' END, CASE WHEN relrowsecurity THEN 'row level security' END,
         CASE WHEN relkind IN ('v', 'm') THEN pg_get_viewdef(oid) END, array_to_string(reloptions, ',')) AS definition
FROM rel WHERE relkind IN ('r', 'p', 'v', 'm', 'f')
UNION ALL
SELECT r.schema, 'column', r.relname || '.' || a.attname,
       concat_ws(' ', format_type(a.atttypid, a.atttypmod), CASE WHEN a.attnotnull THEN 'not null' END,
         'default ' || pg_get_expr(d.adbin, d.adrelid),
         CASE a.attidentity WHEN 'a' THEN 'identity always' WHEN 'd' THEN 'identity by default' END,
         CASE a.attgenerated WHEN 's' THEN 'stored' WHEN 'v' THEN 'virtual' END,
         CASE WHEN a.attcollation <> t.typcollation THEN 'collate ' || a.attcollation::regcollation END)
FROM rel r JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped
  JOIN pg_type t ON t.oid = a.atttypid LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
WHERE r.relkind IN ('r', 'p', 'v', 'm', 'f')
UNION ALL
SELECT r.schema, 'index', r.relname, pg_get_indexdef(i.indexrelid) || CASE WHEN i.indisvalid THEN '' ELSE ' INVALID' END
FROM rel r JOIN pg_index i ON i.indexrelid = r.oid
UNION ALL
SELECT r.schema, 'constraint', r.relname || '.' || c.conname, pg_get_constraintdef(c.oid) || CASE WHEN c.convalidated THEN '' ELSE ' NOT VALID' END
FROM rel r JOIN pg_constraint c ON c.conrelid = r.oid WHERE c.contype <> 'n'
UNION ALL
SELECT r.schema, 'sequence', r.relname, concat_ws(' ', format_type(s.seqtypid, NULL), s.seqstart, s.seqincrement, s.seqmin, s.seqmax, s.seqcycle)
FROM rel r JOIN pg_sequence s ON s.seqrelid = r.oid
UNION ALL
SELECT r.schema, 'trigger', r.relname || '.' || t.tgname, pg_get_triggerdef(t.oid)
FROM rel r JOIN pg_trigger t ON t.tgrelid = r.oid WHERE NOT t.tgisinternal
UNION ALL
SELECT r.schema, 'policy', r.relname || '.' || p.polname, concat_ws(' ', p.polcmd, pg_get_expr(p.polqual, r.oid), pg_get_expr(p.polwithcheck, r.oid))
FROM rel r JOIN pg_policy p ON p.polrelid = r.oid
UNION ALL
SELECT n.schema, 'routine', p.oid::regprocedure::text, pg_get_functiondef(p.oid)
FROM pg_proc p JOIN n ON p.pronamespace = n.oid WHERE p.prokind IN ('f', 'p')
UNION ALL
SELECT n.schema, 'type', t.typname, (SELECT string_agg(e.enumlabel, ',' ORDER BY e.enumsortorder) FROM pg_enum e WHERE e.enumtypid = t.oid)
FROM pg_type t JOIN n ON t.typnamespace = n.oid WHERE t.typtype = 'e'
UNION ALL
SELECT r.schema, 'privilege', CASE r.relkind WHEN 'S' THEN 'sequence ' ELSE 'table ' END || r.relname || ' to ' || x.grantee, x.rights
FROM rel r CROSS JOIN LATERAL (SELECT r.relowner AS owner) o CROSS JOIN LATERAL (SELECT ${ACL("r.relacl")}) x
WHERE r.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
UNION ALL
SELECT r.schema, 'privilege', 'column ' || r.relname || '.' || c.attname || ' to ' || x.grantee, x.rights
FROM rel r JOIN pg_attribute c ON c.attrelid = r.oid AND c.attacl IS NOT NULL
  CROSS JOIN LATERAL (SELECT r.relowner AS owner) o CROSS JOIN LATERAL (SELECT ${ACL("c.attacl")}) x
UNION ALL
SELECT n.schema, 'privilege', 'schema to ' || x.grantee, x.rights
FROM n CROSS JOIN LATERAL (SELECT n.nspowner AS owner) o
  CROSS JOIN LATERAL (SELECT ${ACL("n.nspacl")}) x
UNION ALL
SELECT n.schema, 'privilege', 'new ' || d.defaclobjtype::text || ' to ' || x.grantee, x.rights
FROM pg_default_acl d JOIN n ON d.defaclnamespace = n.oid CROSS JOIN LATERAL (SELECT d.defaclrole AS owner) o
  CROSS JOIN LATERAL (SELECT ${ACL("d.defaclacl")}) x
`;

const ONE = `SELECT kind, name, definition FROM (${ITEMS}) AS item ORDER BY 1, 2`;

/** As `neutral` does. */
const NEUTRAL = (text: string) =>
  `replace(replace(replace(coalesce(${text}, ''), '"' || schema || '"', '~'), schema, '~'), '~.', '')`;

const FINGERPRINTS = `
SELECT schema, md5(string_agg(line, E'\\n' ORDER BY line COLLATE "C")) AS fingerprint
FROM (SELECT schema, concat_ws(E'\\t', kind, ${NEUTRAL("name")}, ${NEUTRAL("definition")}) AS line FROM (${ITEMS}) AS item) AS lines
GROUP BY schema`;

/** The schema's own name, and its role's, become `~`: so that two schemas can be compared. */
export async function readCatalog(client: pg.Client, schema: string): Promise<CatalogItem[]> {
  const { rows } = await client.query<CatalogItem>(ONE, [[schema]]);
  const neutral = (text: string | null) =>
    (text ?? "").replaceAll(`"${schema}"`, "~").replaceAll(schema, "~").replaceAll("~.", "");
  return rows.map(({ kind, name, definition }) => ({
    kind,
    name: neutral(name),
    definition: neutral(definition),
  }));
}

/**
 * Schema → what it is made of, in one word: two schemas with the same are made of the same. One pass over the
 * server's catalog, however many schemas are asked for; a schema that is not there is not in the answer.
 */
export async function readFingerprints(client: pg.Client, schemas: string[]): Promise<Map<string, string>> {
  const { rows } = await client.query<{ schema: string; fingerprint: string }>(FINGERPRINTS, [schemas]);
  return new Map(rows.map(({ schema, fingerprint }) => [schema, fingerprint]));
}

export type Difference = {
  kind: CatalogItem["kind"];
  name: string;
  /** In a fresh schema; undefined where it should not be there. */
  expected: string | undefined;
  /** In the tenant's; undefined where it is missing. */
  found: string | undefined;
};

/** Pure. */
export function compareCatalogs(expected: CatalogItem[], found: CatalogItem[]): Difference[] {
  const keyOf = ({ kind, name }: CatalogItem) => `${kind} ${name}`;
  const wanted = new Map(expected.map((item) => [keyOf(item), item]));
  const there = new Map(found.map((item) => [keyOf(item), item]));
  return [...new Set([...wanted.keys(), ...there.keys()])].sort().flatMap((key) => {
    const [one, other] = [wanted.get(key), there.get(key)];
    const item = one ?? other;
    if (!item || one?.definition === other?.definition) return [];
    return [{ kind: item.kind, name: item.name, expected: one?.definition, found: other?.definition }];
  });
}
