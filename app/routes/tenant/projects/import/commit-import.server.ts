/** From a file that was looked at to its projects: all of them, once, as they were shown. */
import type { RouterContextProvider } from "react-router";
import { type Member, tenantDbContext } from "#app/context.ts";
import { adoptCategories, finishImport, lockImport } from "#app/db.tenant.server.ts";
import { requireFound } from "#app/http/require-found.ts";
import { readBaseCategories } from "../../categories/base-categories.server.ts";
import { chosenColumns, digestOf, planNow, tableOf } from "./open-import.server.ts";

/**
 * `over`: it is done by now, by this or by an earlier click, or its columns were never chosen. `changed`:
 * what would be made is something else than was shown; nothing was written.
 */
export async function commitImport(
  context: Readonly<RouterContextProvider>,
  member: Member,
  id: string,
  shown: string,
): Promise<"over" | "changed"> {
  const base = await readBaseCategories(context);
  return context.get(tenantDbContext).write(async (tx) => {
    const file = requireFound(await lockImport(tx, member.id, id));
    const columns = chosenColumns(file);
    if (file.state !== "waiting" || !columns) return "over";
    const plan = await planNow(tx, member, base, { table: tableOf(file), columns });
    const isSound = plan.answers.every(({ outcome }) => outcome !== "wrong") && plan.inputs.length > 0;
    if (!isSound || digestOf(plan) !== shown) return "changed";
    const wanted = [...new Set(plan.inputs.flatMap(({ categoryIds }) => categoryIds))];
    const adopted = await adoptCategories(tx, wanted, base);
    const own = new Map(wanted.map((categoryId, at) => [categoryId, adopted[at] ?? categoryId]));
    const inputs = plan.inputs.map((input) => ({
      ...input,
      categoryIds: input.categoryIds.map((categoryId) => own.get(categoryId) ?? categoryId),
    }));
    await finishImport(tx, member, id, inputs);
    return "over";
  });
}
