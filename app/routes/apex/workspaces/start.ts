import { redirect } from "react-router";
import { dataTierContext } from "#app/context.ts";
import { listWorkspaces } from "#app/db.server.ts";
import { isServing } from "#app/db.shared.ts";
import { tenantOrigin } from "#app/http/urls.server.ts";
import { requireUser } from "#app/identity/current-user.server.ts";
import { isStaffEmail } from "#app/identity/staff.server.ts";
import type { Route } from "./+types/start.ts";

/**
 * Where signing in leads when nothing else was asked for: into the one workspace that a person has, or to
 * the list. Staff see the list, which leads to the console as well.
 */
export async function loader(args: Route.LoaderArgs) {
  const user = await requireUser(args);
  const tier = args.context.get(dataTierContext);
  const workspaces = await tier.controlDb.read((tx) => listWorkspaces(tx, user.id));
  const [sole, another] = workspaces;
  const isStraightIn = sole && isServing(sole.status) && !another && !isStaffEmail(user.email);
  throw redirect(isStraightIn ? `${tenantOrigin(sole.slug)}/dashboard` : "/workspaces");
}
