/** What the pages of an import begin with. */
import { hash } from "node:crypto";
import { data, type RouterContextProvider } from "react-router";
import { type Member, memberContext, tenantDbContext } from "#app/context.ts";
import type { TenantTx } from "#app/db.server.ts";
import {
  type BaseCategory,
  getImport,
  listCategories,
  listTakenNames,
  type ProjectImport,
} from "#app/db.tenant.server.ts";
import { requireFound } from "#app/http/require-found.ts";
import { requireUuid } from "#app/http/require-uuid.ts";
import { can, projectReach } from "#app/permissions.ts";
import { columnsForm, type ImportColumns } from "./import-rules.ts";
import { namesIn, type Plan, planImport } from "./plan-import.ts";
import { readTable, type Table } from "./read-table.server.ts";

/** Who imports makes projects. */
export function requireImporter(context: Readonly<RouterContextProvider>): Member {
  const member = context.get(memberContext);
  if (!can(member, "projects:create")) throw data(null, { status: 403 });
  return member;
}

/** One's own; anybody else's is 404, as one that never was. */
export async function openImport(
  context: Readonly<RouterContextProvider>,
  importId: string | undefined,
): Promise<{ member: Member; file: ProjectImport }> {
  const member = requireImporter(context);
  const id = requireUuid(importId);
  const file = await context.get(tenantDbContext).read((tx) => getImport(tx, member.id, id));
  return { member, file: requireFound(file) };
}

/** Of a file that was read when it came in. */
export function tableOf({ content }: Pick<ProjectImport, "content">): Table {
  const table = readTable(content);
  if ("problem" in table) throw new Error("A file that was taken in is no table.");
  return table;
}

/** As they were chosen; undefined before that. */
export const chosenColumns = ({ columns }: Pick<ProjectImport, "columns">): ImportColumns | undefined =>
  columns === null ? undefined : columnsForm.safeParse(columns).data;

/** An answer for each line, by what the workspace has now. */
export async function planNow(
  tx: TenantTx,
  member: Member,
  base: BaseCategory[],
  { table, columns }: { table: Table; columns: ImportColumns },
): Promise<Plan> {
  const [categories, taken] = await Promise.all([
    listCategories(tx, base),
    columns.withTaken === "skip"
      ? listTakenNames(tx, projectReach(member, "view"), namesIn(table, columns))
      : new Set<string>(),
  ]);
  return planImport(table, columns, { categories, taken });
}

/** The same for the same answers: what somebody saw is what they agree to. */
export const digestOf = ({ answers, inputs }: Plan): string =>
  hash("sha256", JSON.stringify([answers, inputs])).slice(0, 32);
