import type { Member } from "#app/context.ts";
import { apexUrl } from "#app/http/urls.server.ts";
import { personName } from "#app/i18n/person-name.ts";

/** What the shell tells a member of the workspace and of themselves. */
export const shellOf = ({ name }: { name: string }, member: Member) => ({
  tenant: { name },
  member: { id: member.id, name: personName(member), email: member.email, role: member.role },
  workspacesUrl: apexUrl("/workspaces"),
});
