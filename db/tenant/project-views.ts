/**
 * Views: searches of the list of projects that people saved under a name, for themselves or for everybody. A
 * view holds a search and no project, so it shows each person what is theirs to see.
 */
import { and, eq, isNull, or, type SQL, sql } from "drizzle-orm";
import type { TenantTx } from "../routing/tenant-db.ts";
import { projectViewDefaults, projectViews } from "./schema-views.ts";

/** One person's own. */
export const MAX_OWN_VIEWS = 20;
/** Of all people together. */
export const MAX_SHARED_VIEWS = 20;

export type ProjectView = { id: string; name: string; query: string; isShared: boolean; isDefault: boolean };
export type ViewInput = { name: string; query: string; isShared: boolean };
/** `mayShare`: shares views with everybody, and changes those that are shared. */
export type ViewEditor = { id: string; mayShare: boolean };
/** `tooMany`: there are as many as there may be. `gone`: not there, or not theirs to change. */
export type ViewRefusal = "taken" | "tooMany" | "gone";

const isLive = isNull(projectViews.deletedAt);
const isOwn = (memberId: string): SQL | undefined =>
  and(eq(projectViews.memberId, memberId), eq(projectViews.isShared, false));
const isVisible = (memberId: string): SQL | undefined =>
  and(isLive, or(isOwn(memberId), eq(projectViews.isShared, true)));
const isEditable = ({ id, mayShare }: ViewEditor): SQL | undefined =>
  mayShare ? or(isOwn(id), eq(projectViews.isShared, true)) : isOwn(id);

/** The person's own and the shared ones, by name. */
export async function listViews(tx: TenantTx, memberId: string): Promise<ProjectView[]> {
  return tx
    .select({
      id: projectViews.id,
      name: projectViews.name,
      query: projectViews.query,
      isShared: projectViews.isShared,
      isDefault: sql<boolean>`${projectViewDefaults.viewId} is not null`,
    })
    .from(projectViews)
    .leftJoin(
      projectViewDefaults,
      and(eq(projectViewDefaults.viewId, projectViews.id), eq(projectViewDefaults.memberId, memberId)),
    )
    .where(isVisible(memberId))
    .orderBy(sql`lower(${projectViews.name})`, projectViews.id)
    .limit(MAX_OWN_VIEWS + MAX_SHARED_VIEWS);
}

/** Nobody else writes views until the transaction ends: names and numbers stay as they were looked up. */
const lockViews = (tx: TenantTx) => tx.execute(sql`lock table ${projectViews} in share row exclusive mode`);

type Scope = { memberId: string; isShared: boolean };
const inScope = ({ memberId, isShared }: Scope): SQL | undefined =>
  and(isLive, isShared ? eq(projectViews.isShared, true) : isOwn(memberId));

/** Whether one of this scope, other than `id`, has the name. */
async function isTaken(tx: TenantTx, scope: Scope, name: string, id?: string): Promise<boolean> {
  const isOther = id === undefined ? undefined : sql`${projectViews.id} <> ${id}::uuid`;
  const has = and(inScope(scope), sql`lower(${projectViews.name}) = lower(${name})`, isOther);
  return (await tx.$count(projectViews, has)) > 0;
}

async function isFull(tx: TenantTx, scope: Scope): Promise<boolean> {
  const most = scope.isShared ? MAX_SHARED_VIEWS : MAX_OWN_VIEWS;
  return (await tx.$count(projectViews, inScope(scope))) >= most;
}

/** Answers the new view's id, or why there is none. Only who may share shares. */
export async function createView(
  tx: TenantTx,
  { id: memberId, mayShare }: ViewEditor,
  input: ViewInput,
): Promise<{ id: string } | ViewRefusal> {
  const isShared = input.isShared && mayShare;
  const scope = { memberId, isShared };
  await lockViews(tx);
  if (await isTaken(tx, scope, input.name)) return "taken";
  if (await isFull(tx, scope)) return "tooMany";
  const [created] = await tx
    .insert(projectViews)
    .values({ ...input, isShared, memberId })
    .returning({ id: projectViews.id });
  return created ?? "gone";
}

type Found = { id: string; name: string; query: string } & Scope;
const found = {
  id: projectViews.id,
  name: projectViews.name,
  query: projectViews.query,
  memberId: projectViews.memberId,
  isShared: projectViews.isShared,
};

/** One that the editor may change. */
export async function getEditableView(
  tx: TenantTx,
  editor: ViewEditor,
  id: string,
): Promise<Found | undefined> {
  const [view] = await tx
    .select(found)
    .from(projectViews)
    .where(and(eq(projectViews.id, id), isLive, isEditable(editor)));
  return view;
}

/** A new name, and whether it is everybody's. Undefined where it is done. */
export async function changeView(
  tx: TenantTx,
  editor: ViewEditor,
  id: string,
  { name, isShared }: Omit<ViewInput, "query">,
): Promise<ViewRefusal | undefined> {
  await lockViews(tx);
  const view = await getEditableView(tx, editor, id);
  if (!view) return "gone";
  const scope = { memberId: view.memberId, isShared: editor.mayShare ? isShared : view.isShared };
  if (await isTaken(tx, scope, name, id)) return "taken";
  if (scope.isShared !== view.isShared && (await isFull(tx, scope))) return "tooMany";
  await tx
    .update(projectViews)
    .set({ name, isShared: scope.isShared, updatedAt: sql`now()` })
    .where(eq(projectViews.id, id));
  return undefined;
}

/** Answers its name; undefined where there is none that the editor may delete. */
export async function deleteView(tx: TenantTx, editor: ViewEditor, id: string): Promise<string | undefined> {
  const [deleted] = await tx
    .update(projectViews)
    .set({ deletedAt: sql`now()` })
    .where(and(eq(projectViews.id, id), isLive, isEditable(editor)))
    .returning({ name: projectViews.name });
  return deleted?.name;
}

/** Brings one back, under another name where its own is taken by now; answers the name. */
export async function restoreView(
  tx: TenantTx,
  editor: ViewEditor,
  id: string,
): Promise<{ name: string } | ViewRefusal> {
  await lockViews(tx);
  const [view] = await tx
    .select(found)
    .from(projectViews)
    .where(and(eq(projectViews.id, id), sql`${projectViews.deletedAt} is not null`, isEditable(editor)));
  if (!view) return "gone";
  if (await isFull(tx, view)) return "tooMany";
  let { name } = view;
  for (let n = 2; await isTaken(tx, view, name); n++) name = `${view.name} (${n})`;
  await tx.update(projectViews).set({ name, deletedAt: null }).where(eq(projectViews.id, id));
  return { name };
}

/** With `null` the list begins with everything. Answers the view's name; undefined where there is none. */
export async function setDefaultView(
  tx: TenantTx,
  memberId: string,
  viewId: string | null,
): Promise<{ name: string } | undefined> {
  if (viewId === null) {
    await tx.delete(projectViewDefaults).where(eq(projectViewDefaults.memberId, memberId));
    return { name: "" };
  }
  const [view] = await tx
    .select({ name: projectViews.name })
    .from(projectViews)
    .where(and(eq(projectViews.id, viewId), isVisible(memberId)));
  if (!view) return undefined;
  await tx
    .insert(projectViewDefaults)
    .values({ memberId, viewId })
    .onConflictDoUpdate({ target: projectViewDefaults.memberId, set: { viewId } });
  return view;
}
