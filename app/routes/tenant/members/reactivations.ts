/** A member who was kept out may come in again, in the role that they have. */
import { redirect } from "react-router";
import type { Route } from "./+types/reactivations.ts";
import { answerActivity } from "./change-activity.server.ts";
import { memberPath } from "./member-table.tsx";

export const action = (args: Route.ActionArgs) => answerActivity(args, true);

export const loader = ({ params }: Route.LoaderArgs) => redirect(memberPath(params.userId));

/** A page, if an empty one: so that what is refused here is refused with a page. */
export default function Reactivations() {
  return null;
}
