import { data } from "react-router";
import type { Member } from "#app/context.ts";
import type { TenantTx } from "#app/db.server.ts";
import { getProject, type Project } from "#app/db.tenant.server.ts";
import { requireFound } from "#app/http/require-found.ts";
import { can, type ProjectVerb, projectReach } from "#app/permissions.ts";

/**
 * A project that the member may do this with. Not theirs to see: 404, as for an unknown id; theirs to see
 * only: 403.
 */
export async function requireProject(
  tx: TenantTx,
  member: Member,
  verb: ProjectVerb,
  id: string,
): Promise<Project> {
  const project = requireFound(await getProject(tx, projectReach(member, "view"), id));
  if (!can(member, `projects:${verb}`, project)) throw data(null, { status: 403 });
  return project;
}
