import type { RouterContextProvider } from "react-router";
import { type Member, tenantContext, tenantControlContext } from "#app/context.ts";
import { countJoinRequests, getSecurity } from "#app/db.people.server.ts";
import { type FirstSteps, getFirstSteps } from "#app/db.server.ts";
import { can, mayInvite } from "#app/permissions.ts";

type Managed = { requests: number; steps: FirstSteps | null };

/** What the control plane tells whoever manages members: who waits for an answer, which steps are done. */
export async function loadManaged(
  context: Readonly<RouterContextProvider>,
  member: Member,
): Promise<Managed> {
  if (!can(member, "members:manage")) return { requests: 0, steps: null };
  const { id } = context.get(tenantContext);
  const [{ whoInvites }, waiting, steps] = await context
    .get(tenantControlContext)
    .read((tx) => Promise.all([getSecurity(tx, id), countJoinRequests(tx, id), getFirstSteps(tx, id)]));
  // To who may not answer it is not told that somebody asks.
  return { requests: mayInvite(member, whoInvites) ? waiting : 0, steps };
}
