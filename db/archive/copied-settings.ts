/**
 * What of the control plane a copy of a tenant begins with: its plan, settings and choices, and the people
 * who are in it. The tables say so themselves (`isCopied`).
 */
import { getColumns, getTableName, sql } from "drizzle-orm";
import { z } from "zod";
import type { ControlTx } from "../control/control-db.ts";
import { CONTROL_TABLES } from "../control/declarations.ts";
import { memberships, users } from "../control/schema/people.ts";
import { tenants } from "../control/schema/tenants.ts";
import { tombstones } from "../control/schema/webhooks.ts";
import { BEFORE_ANY_SOURCE } from "../control/users.ts";
import type { TableDeclaration } from "../declaration.ts";
import { PLANS, ROLES, type TenantSettings } from "../routing/tenant.ts";
import { ArchiveRefused } from "./archive-refused.ts";
import { type TextRow, textRows } from "./copy-text.ts";
import type { ArchiveDescription } from "./format.ts";

type Table = ArchiveDescription["tables"][number];
/** By the names of columns, each as PostgreSQL writes it. */
type Row = Record<string, string | null>;

const COPIED = CONTROL_TABLES.filter(({ isCopied }) => isCopied);
const INSERTED_AT_ONCE = 500;

const settings = z.strictObject({
  hue: z.number().int().min(0).max(359).optional(),
  language: z.string().optional(),
  timeZone: z.string().optional(),
  logo: z.string().optional(),
});

/** Gathers them while an archive is read for the first time. */
export class CopiedSettings {
  readonly #rows = new Map<TableDeclaration, Row[]>();

  /** Throws ArchiveRefused where a table that is copied has what this release does not know. */
  take({ plane, name, columns }: Table, lines: Buffer): void {
    const declared = COPIED.find(({ table }) => getTableName(table) === name);
    if (plane !== "control" || !declared) return;
    const known = Object.values(getColumns(declared.table)).map((column) => column.name);
    const unknown = columns.find((column) => !known.includes(column));
    if (unknown) throw new ArchiveRefused(`The archive has ${name}.${unknown}: another release reads it.`);
    const rows = this.#rows.get(declared) ?? [];
    for (const row of textRows(lines)) rows.push(named(columns, row));
    this.#rows.set(declared, rows);
  }

  /** Throws ArchiveRefused where these are none that this release has. */
  ofTenant({ tenant }: ArchiveDescription): { plan: (typeof PLANS)[number]; settings: TenantSettings } {
    const plan = PLANS.find((known) => known === tenant.plan);
    if (!plan) throw new ArchiveRefused(`The archive has the plan ${JSON.stringify(tenant.plan)}.`);
    const [row] = this.#rowsOf(tenants);
    const chosen = settings.safeParse(JSON.parse(row?.settings ?? "{}"));
    if (!chosen.success)
      throw new ArchiveRefused("The archive has settings that this release does not know.");
    return { plan, settings: chosen.data as TenantSettings };
  }

  /** Rows that name the tenant and nobody else: what its owners chose. */
  async insertChoices(tx: ControlTx, tenantId: string): Promise<void> {
    for (const [declared, rows] of this.#rows) {
      if (declared.rows !== "tenant" || declared.table === memberships) continue;
      const own = rows.map((row) => ({ ...row, tenant_id: tenantId }));
      const columns = listed(own);
      for (const some of batches(own))
        await tx.execute(sql`insert into ${declared.table} (${columns})
          select ${columns} from ${records(declared, some)} r`);
    }
  }

  /**
   * Whoever is unknown here becomes known as the archive has them, and nobody is changed or brought back. The
   * memberships are ours: the provider has none in this tenant.
   */
  async insertPeople(tx: ControlTx, tenantId: string): Promise<void> {
    // Nobody is deleted meanwhile.
    await tx.execute(sql`lock table ${tombstones} in share mode`);
    for (const some of batches(this.#rowsOf(users))) await insertUnknown(tx, some);
    for (const some of batches(this.#rowsOf(memberships))) {
      const role = some.find((row) => !ROLES.some((known) => known === row.role))?.role;
      if (role !== undefined) throw new ArchiveRefused(`The archive has the role ${JSON.stringify(role)}.`);
      await tx.execute(sql`insert into ${memberships}
          (tenant_id, user_id, role, source_updated_at, deactivated_at, unread, created_at)
        select ${tenantId}::uuid, r.user_id, r.role, ${BEFORE_ANY_SOURCE.toISOString()}::timestamptz,
          r.deactivated_at, r.unread, r.created_at
        from ${records(declarationOf(memberships), some)} r join ${users} u on u.id = r.user_id
        where r.deleted_at is null and u.deleted_at is null`);
    }
  }

  /** People of the archive who are gone here. */
  async listGone(tx: ControlTx): Promise<string[]> {
    const gone: string[] = [];
    for (const some of batches(this.#rowsOf(users))) {
      const ids = sql.param(some.map(({ id }) => id));
      const { rows } = await tx.execute<{ id: string }>(sql`
        select id from ${tombstones} where kind = 'user' and id = any(${ids}::text[])
        union select id from ${users} where deleted_at is not null and id = any(${ids}::text[])`);
      gone.push(...rows.map(({ id }) => id));
    }
    return gone;
  }

  #rowsOf(table: TableDeclaration["table"]): Row[] {
    return this.#rows.get(declarationOf(table)) ?? [];
  }
}

async function insertUnknown(tx: ControlTx, rows: Row[]): Promise<void> {
  const columns = listed(rows);
  await tx.execute(sql`insert into ${users} (${columns})
    select ${columns} from ${records(declarationOf(users), rows)} r
    where r.deleted_at is null
      and not exists (select from ${tombstones} t where t.kind = 'user' and t.id = r.id)
    on conflict (id) do nothing`);
}

function declarationOf(table: TableDeclaration["table"]): TableDeclaration {
  const declared = COPIED.find((one) => one.table === table);
  if (!declared) throw new Error(`${getTableName(table)} is not copied.`);
  return declared;
}

const named = (columns: string[], row: TextRow): Row =>
  Object.fromEntries(columns.map((column, at) => [column, row[at] ?? null]));

const listed = ([row = {}]: Row[]) =>
  sql.join(
    Object.keys(row).map((column) => sql.identifier(column)),
    sql`, `,
  );

/** Rows of the table's own type: PostgreSQL reads what it wrote. */
function records({ table }: TableDeclaration, rows: Row[]) {
  const documents = Object.values(getColumns(table)).filter((column) => column.getSQLType() === "jsonb");
  const read = (row: Row) =>
    Object.fromEntries(documents.map(({ name }) => [name, JSON.parse(row[name] ?? "null") as unknown]));
  const text = JSON.stringify(rows.map((row) => ({ ...row, ...read(row) })));
  return sql`json_populate_recordset(null::${table}, ${text}::json)`;
}

const batches = <T>(rows: T[]): T[][] =>
  Array.from({ length: Math.ceil(rows.length / INSERTED_AT_ONCE) }, (_, at) =>
    rows.slice(at * INSERTED_AT_ONCE, (at + 1) * INSERTED_AT_ONCE),
  );
