/** The categories that all tenants are offered. */
import { asc, eq } from "drizzle-orm";
import type { BaseCategory } from "../tenant/categories.ts";
import type { ControlTx } from "./control-db.ts";
import { baseCategories } from "./schema/categories.ts";

export const listBaseCategories = (tx: ControlTx): Promise<BaseCategory[]> =>
  tx
    .select({ id: baseCategories.id, name: baseCategories.name })
    .from(baseCategories)
    .where(eq(baseCategories.isActive, true))
    .orderBy(asc(baseCategories.position));
