import type { RouterContextProvider } from "react-router";
import { dataTierContext } from "#app/context.ts";
import { listBaseCategories, type SharedCategory } from "#app/db.server.ts";
import { requireFound } from "#app/http/require-found.ts";
import { requireUuid } from "#app/http/require-uuid.ts";

/** Not there: 404. */
export async function requireBaseCategory(
  context: Readonly<RouterContextProvider>,
  id: string | undefined,
): Promise<SharedCategory> {
  const wanted = requireUuid(id);
  const all = await context.get(dataTierContext).controlDb.read(listBaseCategories);
  return requireFound(all.find((row) => row.id === wanted));
}
