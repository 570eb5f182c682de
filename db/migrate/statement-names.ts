/** Which schemas a statement names, besides the tenant's own. On PostgreSQL's own syntax tree. Pure. */
import type { Node } from "libpg-query";

/** What every tenant's search path reaches. */
const REACHED = new Set(["pg_catalog", "information_schema", "extensions"]);

/** Properties that hold a name in parts, the schema first where it is there. */
const NAMES = new Set(
  "funcname domainname defnames objname names typeName collname opclassname opfamilyname".split(" "),
);
/** What is dropped by a table's name and its own. */
const OF_A_TABLE = /^OBJECT_(TRIGGER|RULE|POLICY)$/;

type Fields = Record<string, unknown>;

const partsOf = (list: unknown): string[] =>
  (Array.isArray(list) ? list : []).flatMap(
    (item: { String?: { sval?: string } }) => item.String?.sval ?? [],
  );

/** Of all names in it, each once. */
export function foreignSchemas(node: Node): string[] {
  const found = new Set<string>();
  visit(node, (fields) => {
    for (const schema of schemasIn(fields)) if (!REACHED.has(schema)) found.add(schema);
  });
  return [...found];
}

function schemasIn(fields: Fields): string[] {
  const direct = typeof fields.schemaname === "string" ? [fields.schemaname] : [];
  const named = Object.entries(fields).flatMap(([key, value]) =>
    NAMES.has(key) && fields.pct_type !== true ? qualifierOf(partsOf(value), 1) : [],
  );
  return [...direct, ...named, ...dropped(fields)];
}

function dropped({ removeType, objects }: Fields): string[] {
  if (typeof removeType !== "string" || !Array.isArray(objects)) return [];
  const own = OF_A_TABLE.test(removeType) ? 2 : 1;
  return objects.flatMap((item: { List?: { items?: unknown } }) =>
    qualifierOf(partsOf(item.List?.items), own),
  );
}

const qualifierOf = (parts: string[], own: number): string[] => (parts.length > own ? parts.slice(0, 1) : []);

/** Makes something that ends with the session, not with the transaction. */
export function isTemporary(node: Node): boolean {
  let temporary = false;
  let ends = false;
  visit(node, ({ relpersistence, oncommit, onCommit }) => {
    temporary ||= relpersistence === "t";
    ends ||= oncommit === "ONCOMMIT_DROP" || onCommit === "ONCOMMIT_DROP";
  });
  return temporary && !ends;
}

function visit(value: unknown, see: (fields: Fields) => void): void {
  if (typeof value !== "object" || value === null) return;
  if (!Array.isArray(value)) see(value as Fields);
  for (const inner of Object.values(value)) visit(inner, see);
}
