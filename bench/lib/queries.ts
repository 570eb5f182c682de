/** The work that is measured: 20 rows by index and a count; or a row with its line of history. */
import { desc, isNull } from "drizzle-orm";
import type { NodePgDatabase } from "drizzle-orm/node-postgres";
import { newId } from "../../db/id.ts";
import type { TenantTx } from "../../db/routing/tenant-db.ts";
import { activity, projects } from "../../db/tenant/schema.ts";
import { OWNER } from "./stage.ts";

type Handle = TenantTx | NodePgDatabase;
const PAGE = 20;

export const selectPage = (db: Handle) =>
  db
    .select({ id: projects.id, name: projects.name, status: projects.status, createdAt: projects.createdAt })
    .from(projects)
    .where(isNull(projects.deletedAt))
    .orderBy(desc(projects.id))
    .limit(PAGE);

export const selectCount = (db: Handle) => db.$count(projects, isNull(projects.deletedAt));

/** In one flight, as a page does it. */
export const readTogether = (tx: TenantTx) => Promise.all([selectPage(tx), selectCount(tx)]);

export async function writeBoth(db: Handle, n: number): Promise<void> {
  const id = newId();
  const name = `Written ${n}`;
  await db.insert(projects).values({ id, name, slug: `${name}-${id}`, createdBy: OWNER.id });
  const subject = { subjectType: "project", subjectId: id, subjectName: name };
  await db.insert(activity).values({ actorId: OWNER.id, action: "project.created", ...subject });
}
