/** A change of categories, told to the owners' log when it is made. */
import type { RouterContextProvider } from "react-router";
import { tenantContext, tenantControlContext, tenantDbContext } from "#app/context.ts";
import { recordAudit, type TenantTx } from "#app/db.server.ts";
import { memberActor } from "../members/member-actor.server.ts";

type Act = "create" | "rename" | "hide" | "show" | "order" | "delete" | "restore";

/**
 * Answers what `work` does; undefined or zero, which changed nothing, is told to nobody. The activity has it
 * in the transaction of the change itself. Throws what `work` throws.
 */
export async function changeCategories<T>(
  context: Readonly<RouterContextProvider>,
  act: Act,
  work: (tx: TenantTx) => Promise<T | undefined>,
  id?: string,
): Promise<T | undefined> {
  const done = await context.get(tenantDbContext).write(work);
  if (!done) return done;
  const { id: tenantId } = context.get(tenantContext);
  const entry = { actor: memberActor(context), action: `category.${act}`, tenantId };
  // Its name may be a person's.
  const detail = id ? { category: id } : {};
  await context.get(tenantControlContext).write((tx) => recordAudit(tx, { ...entry, detail }));
  return done;
}
