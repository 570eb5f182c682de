import type { Member } from "#app/context.ts";
import { countProjectsByStatus, listProjects, type TenantTx } from "#app/db.server.ts";
import { can, projectReach } from "#app/permissions.ts";

const RECENT_PROJECTS = 5;

/** What the dashboard tells of projects. */
export async function loadProjectSummary(tx: TenantTx, member: Member) {
  const reach = projectReach(member, "view");
  const [counts, { items }] = await Promise.all([
    countProjectsByStatus(tx, reach),
    listProjects(tx, reach, { limit: RECENT_PROJECTS }),
  ]);
  return { counts, recent: items, canCreate: can(member, "projects:create") };
}

export type ProjectSummary = Awaited<ReturnType<typeof loadProjectSummary>>;
