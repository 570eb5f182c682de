/** Pure: what a member may do with saved views. */
import type { ViewEditor } from "#app/db.tenant.server.ts";
import { projectReach } from "#app/permissions.ts";

type Member = Parameters<typeof projectReach>[0];

/** Everybody has their own. Who changes every project shares views, and changes the shared ones. */
export const viewEditor = (member: Member): ViewEditor => ({
  id: member.id,
  mayShare: projectReach(member, "edit").all === true,
});
