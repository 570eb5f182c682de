/** Projects for the palette and the search page: with these words, or else with a name spelled much alike. */
import type { RouterContextProvider } from "react-router";
import { type Member, tenantDbContext } from "#app/context.ts";
import { listProjects, listSimilarProjects } from "#app/db.tenant.server.ts";
import { projectReach } from "#app/permissions.ts";
import { type Finding, MAX_FINDINGS } from "../actions/finding.ts";

export async function findProjectsNamed(
  context: Readonly<RouterContextProvider>,
  member: Member,
  search: string,
): Promise<Finding[]> {
  const db = context.get(tenantDbContext);
  const reach = projectReach(member, "view");
  const request = { search, limit: MAX_FINDINGS };
  const found = await db.read((tx) => listProjects(tx, reach, request));
  const items =
    found.items.length > 0
      ? found.items
      : (await db.read((tx) => listSimilarProjects(tx, reach, request))).page.items;
  return items.map(({ id, name }) => ({ id, name, to: `/projects/${id}` }));
}
