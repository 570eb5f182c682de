/** Takes an import back: what it made and nobody changed since goes to the trash. */
import { redirect } from "react-router";
import { tenantDbContext } from "#app/context.ts";
import { undoImport } from "#app/db.tenant.server.ts";
import { flashCookie } from "#app/http/flash.server.ts";
import { noFields, readForm } from "#app/http/form.server.ts";
import { requireUuid } from "#app/http/require-uuid.ts";
import { recountSoon } from "#app/identity/recount.server.ts";
import { projectReach } from "#app/permissions.ts";
import { followersToo } from "../followers-too.server.ts";
import type { Route } from "./+types/undoings.ts";
import { openImport } from "./open-import.server.ts";

/** A page that is asked for by its address. */
export const loader = ({ params }: Route.LoaderArgs) =>
  redirect(`/projects/import/${requireUuid(params.importId)}`);

export async function action({ params, request, context }: Route.ActionArgs) {
  const { member, file } = await openImport(context, params.importId);
  await readForm(request, noFields);
  const db = context.get(tenantDbContext);
  const changed = await db.write((tx) => undoImport(tx, projectReach(member, "delete"), member, file.id));
  if (changed?.length) {
    const ids = changed.map(({ id }) => id);
    const owners = changed.map(({ was }) => was.ownerId);
    await recountSoon(context, await followersToo(db, ids, owners));
  }
  const cookie = await flashCookie(
    changed?.length
      ? { key: "projects.changes.delete", name: changed[0]?.name ?? "", count: changed.length }
      : { key: "projects.changes.nothing", name: "" },
  );
  return redirect(`/projects/import/${file.id}`, { status: 303, headers: { "Set-Cookie": cookie } });
}
