import type { Member } from "#app/context.ts";
import { countProjectsByStatus, listRecentProjects, MOST_COUNTED, type TenantTx } from "#app/db.server.ts";
import { can, projectReach } from "#app/permissions.ts";

const RECENT_PROJECTS = 5;

/** What the dashboard tells of projects. */
export async function loadProjectSummary(tx: TenantTx, member: Member) {
  const reach = projectReach(member, "view");
  const [counts, recent] = await Promise.all([
    countProjectsByStatus(tx, reach),
    listRecentProjects(tx, reach, RECENT_PROJECTS),
  ]);
  return { counts, most: MOST_COUNTED, recent, canCreate: can(member, "projects:create") };
}

export type ProjectSummary = Awaited<ReturnType<typeof loadProjectSummary>>;
