/**
 * Files of projects that people bring along. One waits as its uploader's own until it is said which column is
 * what; then its projects are made, all or none, and once.
 */
import { and, desc, eq, inArray, isNull, type SQL, sql } from "drizzle-orm";
import { newId } from "../id.ts";
import type { TenantTx } from "../routing/tenant-db.ts";
import { recordActivities } from "./activity.ts";
import { type ChangedProject, changeProjects } from "./project-changes.ts";
import { type ProjectReach, within } from "./project-reach.ts";
import { type ProjectInput, slugOf } from "./projects.ts";
import { projectCategories, projects } from "./schema.ts";
import { projectImports } from "./schema-views.ts";

/** Of one person: the oldest makes room for the next. */
const MAX_WAITING_IMPORTS = 5;
/** Rows of one statement. */
const WRITE_BATCH = 500;

type Row = typeof projectImports.$inferSelect;
export type ProjectImport = Pick<Row, "id" | "fileName" | "content" | "columns" | "state" | "projectIds">;

const columns = {
  id: projectImports.id,
  fileName: projectImports.fileName,
  content: projectImports.content,
  columns: projectImports.columns,
  state: projectImports.state,
  projectIds: projectImports.projectIds,
};
const isOf = (memberId: string, id: string): SQL | undefined =>
  and(eq(projectImports.id, id), eq(projectImports.memberId, memberId));

/** Answers its id. */
export async function startImport(
  tx: TenantTx,
  memberId: string,
  file: { fileName: string; content: string },
): Promise<string> {
  const id = newId();
  await tx.insert(projectImports).values({ ...file, id, memberId });
  const isWaiting = and(eq(projectImports.memberId, memberId), eq(projectImports.state, "waiting"));
  const kept = tx
    .select({ id: projectImports.id })
    .from(projectImports)
    .where(isWaiting)
    .orderBy(desc(projectImports.id))
    .limit(MAX_WAITING_IMPORTS);
  await tx.delete(projectImports).where(and(isWaiting, sql`${projectImports.id} not in ${kept}`));
  return id;
}

/** One's own. */
export async function getImport(
  tx: TenantTx,
  memberId: string,
  id: string,
): Promise<ProjectImport | undefined> {
  const [found] = await tx.select(columns).from(projectImports).where(isOf(memberId, id));
  return found;
}

/** The same, and nobody else has it until the transaction ends. */
export async function lockImport(
  tx: TenantTx,
  memberId: string,
  id: string,
): Promise<ProjectImport | undefined> {
  const [found] = await tx.select(columns).from(projectImports).where(isOf(memberId, id)).for("update");
  return found;
}

/** Which column is which field; nothing where it does not wait any more. */
export async function setImportColumns(
  tx: TenantTx,
  memberId: string,
  id: string,
  chosen: Record<string, unknown>,
): Promise<void> {
  await tx
    .update(projectImports)
    .set({ columns: chosen })
    .where(and(isOf(memberId, id), eq(projectImports.state, "waiting")));
}

/** Of `names`, in lower case, those that current projects within reach have. */
export async function listTakenNames(
  tx: TenantTx,
  reach: ProjectReach,
  names: string[],
): Promise<Set<string>> {
  const name = sql<string>`lower(${projects.name})`;
  const taken = new Set<string>();
  for (const some of batchesOf([...new Set(names)])) {
    const rows = await tx
      .select({ name })
      .from(projects)
      .where(within(reach, isNull(projects.archivedAt), inArray(name, some)));
    for (const row of rows) taken.add(row.name);
  }
  return taken;
}

/**
 * Makes the projects of an import that was locked in this transaction, with an entry in the activity each,
 * and forgets the file.
 */
export async function finishImport(
  tx: TenantTx,
  actor: { id: string },
  id: string,
  inputs: ProjectInput[],
): Promise<void> {
  const made = inputs.map((input): Made => ({ ...input, id: newId() }));
  for (const some of batchesOf(made)) await insertProjects(tx, actor, some);
  await tx
    .update(projectImports)
    .set({
      state: "done",
      content: "",
      projectIds: made.map((project) => project.id),
      settledAt: sql`now()`,
    })
    .where(eq(projectImports.id, id));
}

type Made = ProjectInput & { id: string };

async function insertProjects(tx: TenantTx, actor: { id: string }, made: Made[]): Promise<void> {
  await tx.insert(projects).values(
    made.map(({ id, name, description, status, isPublic }) => ({
      ...{ id, name, description, status, isPublic },
      slug: slugOf(id, name),
      createdBy: actor.id,
    })),
  );
  const inCategories = made.flatMap(({ id, categoryIds }) =>
    categoryIds.map((categoryId) => ({ projectId: id, categoryId })),
  );
  for (const some of batchesOf(inCategories)) await tx.insert(projectCategories).values(some);
  await recordActivities(
    tx,
    made.map(({ id, name }) => ({
      actor,
      action: "project.created",
      subject: { type: "project", id, name },
    })),
  );
}

/**
 * Moves what an import made to the trash, but what was changed since. Undefined where there is nothing that
 * could be undone.
 */
export async function undoImport(
  tx: TenantTx,
  reach: ProjectReach,
  actor: { id: string },
  id: string,
): Promise<ChangedProject[] | undefined> {
  const found = await lockImport(tx, actor.id, id);
  if (found?.state !== "done") return undefined;
  const untouched = await tx
    .select({ id: projects.id })
    .from(projects)
    .where(
      within(
        reach,
        eq(projects.version, 1),
        sql`${projects.id} = any(${sql.param(found.projectIds)}::uuid[])`,
      ),
    );
  const ids = untouched.map((project) => project.id);
  const changed = await changeProjects(tx, reach, actor, ids, { kind: "delete" });
  await tx
    .update(projectImports)
    .set({ state: "undone", settledAt: sql`now()` })
    .where(eq(projectImports.id, id));
  return changed;
}

const batchesOf = <T>(all: T[]): T[][] =>
  Array.from({ length: Math.ceil(all.length / WRITE_BATCH) }, (_, n) =>
    all.slice(n * WRITE_BATCH, (n + 1) * WRITE_BATCH),
  );
