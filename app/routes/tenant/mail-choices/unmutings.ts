/** Mail about one thing, again. */
import { data, redirect } from "react-router";
import { memberContext, tenantDbContext } from "#app/context.ts";
import { unmute } from "#app/db.tenant.server.ts";
import { flashCookie } from "#app/http/flash.server.ts";
import { readForm } from "#app/http/form.server.ts";
import type { Route } from "./+types/unmutings.ts";
import { unmuteForm } from "./mail-choice-rules.ts";

const PAGE = "/notifications/settings";

export async function action({ request, context }: Route.ActionArgs) {
  const submission = await readForm(request, unmuteForm);
  if (submission.status !== "success") throw data(null, { status: 400 });
  const { id } = context.get(memberContext);
  await context.get(tenantDbContext).write((tx) => unmute(tx, id, submission.value));
  const cookie = await flashCookie({ key: "mailChoices.unmuted", name: "" });
  return redirect(PAGE, { status: 303, headers: { "Set-Cookie": cookie } });
}

export const loader = () => redirect(PAGE);

/** A page, if an empty one: so that what is refused here is refused with a page. */
export default function Unmutings() {
  return null;
}
