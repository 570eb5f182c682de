/** The categories that all tenants are offered. */
import { asc } from "drizzle-orm";
import type { ControlTx } from "./control-db.ts";
import { baseCategories } from "./schema/categories.ts";

/** `isActive`: offered; what is not any more stays on the projects that have it. */
export type SharedCategory = typeof baseCategories.$inferSelect;

/** In their order, those that are not offered any more among them. */
export const listBaseCategories = (tx: ControlTx): Promise<SharedCategory[]> =>
  tx.select().from(baseCategories).orderBy(asc(baseCategories.position), asc(baseCategories.id));
