import { data, type RouterContextProvider } from "react-router";
import { type Member, memberContext, tenantDbContext } from "#app/context.ts";
import { listManagedCategories } from "#app/db.tenant.server.ts";
import { requireFound } from "#app/http/require-found.ts";
import { requireUuid } from "#app/http/require-uuid.ts";
import { can } from "#app/permissions.ts";
import { readBaseCategories } from "./base-categories.server.ts";

type Context = Readonly<RouterContextProvider>;

/** Whoever manages categories. Others: 403. */
export function requireCategories(context: Context): Member {
  const member = context.get(memberContext);
  if (!can(member, "categories:manage")) throw data(null, { status: 403 });
  return member;
}

/** All of them, hidden ones too, as who manages them sees them. Others: 403. */
export async function readManaged(context: Context) {
  const actor = requireCategories(context);
  const base = await readBaseCategories(context);
  const categories = await context.get(tenantDbContext).read((tx) => listManagedCategories(tx, base));
  return { by: { actor, base }, categories };
}

/** One of them, by its id or the shared one's, which it had before it was changed here. Not there: 404. */
export async function requireCategory(context: Context, id: string | undefined) {
  const { by, categories } = await readManaged(context);
  const wanted = requireUuid(id);
  return {
    by,
    category: requireFound(categories.find(({ id, baseId }) => id === wanted || baseId === wanted)),
  };
}
