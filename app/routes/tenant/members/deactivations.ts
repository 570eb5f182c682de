/** A member is kept out: their sessions end, their role and what they made stay. */
import { redirect } from "react-router";
import type { Route } from "./+types/deactivations.ts";
import { answerActivity } from "./change-activity.server.ts";
import { memberPath } from "./member-table.tsx";

export const action = (args: Route.ActionArgs) => answerActivity(args, false);

export const loader = ({ params }: Route.LoaderArgs) => redirect(memberPath(params.userId));

/** A page, if an empty one: so that what is refused here is refused with a page. */
export default function Deactivations() {
  return null;
}
