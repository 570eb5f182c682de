/** What staff do to the categories that all tenants are offered. Who changes them takes turns. */
import { and, eq, ne } from "drizzle-orm";
import { AlreadyTaken } from "../errors.ts";
import { type Actor, recordAudit } from "./audit-log.ts";
import { listBaseCategories, type SharedCategory } from "./base-categories.ts";
import type { ControlTx } from "./control-db.ts";
import { lockKeys } from "./locks.ts";
import { baseCategories } from "./schema/categories.ts";

/** Offered at a time. */
export const MAX_BASE_CATEGORIES = 50;

/** In the language that others fall back to, and in the others by their codes. */
type Names = Pick<SharedCategory, "name" | "translations">;
/** A reason stays in the audit log. */
type By = { actor: Actor; reason: string };

/** Answers its id; undefined where as many are offered as may be. Throws AlreadyTaken. */
export async function addBaseCategory(tx: ControlTx, names: Names, by: By): Promise<string | undefined> {
  const known = await lockAll(tx);
  requireFree(known, names);
  const offered = known.filter(({ isActive }) => isActive);
  if (offered.length >= MAX_BASE_CATEGORIES) return undefined;
  const position = Math.max(0, ...known.map((row) => row.position)) + 1;
  const [added] = await tx
    .insert(baseCategories)
    .values({ ...names, position })
    .returning({ id: baseCategories.id });
  const id = added?.id ?? "";
  await record(tx, "category.add", { id, ...names }, by);
  return id;
}

/** Answers false where there is no such category. Throws AlreadyTaken. */
export async function renameBaseCategory(tx: ControlTx, id: string, names: Names, by: By): Promise<boolean> {
  const known = await lockAll(tx);
  const row = known.find((one) => one.id === id);
  if (!row) return false;
  if (row.isActive) requireFree(known, names, id);
  await tx.update(baseCategories).set(names).where(eq(baseCategories.id, id));
  await record(tx, "category.rename", { id, from: row.name, ...names }, by);
  return true;
}

/**
 * No tenant is offered it from now on, or all are again; projects that have it keep it. Answers its name, and
 * undefined where there is none that this changes. Throws AlreadyTaken where another has its name by now.
 */
export async function setBaseCategoryOffered(
  tx: ControlTx,
  id: string,
  isActive: boolean,
  by: By,
): Promise<string | undefined> {
  const known = await lockAll(tx);
  const row = known.find((one) => one.id === id);
  if (isActive && row) requireFree(known, row, id);
  const changed = await tx
    .update(baseCategories)
    .set({ isActive })
    .where(and(eq(baseCategories.id, id), ne(baseCategories.isActive, isActive)))
    .returning({ name: baseCategories.name });
  const name = changed[0]?.name;
  if (name !== undefined) await record(tx, isActive ? "category.offer" : "category.retire", { id, name }, by);
  return name;
}

async function lockAll(tx: ControlTx): Promise<SharedCategory[]> {
  await lockKeys(tx, "base-categories");
  return listBaseCategories(tx);
}

/** In no language two that are offered are called alike. */
function requireFree(known: SharedCategory[], names: Names, ownId?: string): void {
  const others = known.filter(({ id, isActive }) => isActive && id !== ownId);
  if (others.some((row) => isSame(row.name, names.name)))
    throw new AlreadyTaken("name", `Another category is called ${names.name}.`);
  for (const [language, name] of Object.entries(names.translations)) {
    if (others.some(({ translations }) => isSame(translations[language] ?? "", name)))
      throw new AlreadyTaken(language, `Another category is called ${name}.`);
  }
}

const isSame = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

const record = (
  tx: ControlTx,
  action: string,
  detail: Record<string, unknown>,
  { actor, reason }: By,
): Promise<void> => recordAudit(tx, { actor, action, detail: { ...detail, reason } });
