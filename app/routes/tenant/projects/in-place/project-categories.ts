/** Changes one project's categories, and offers to undo it on the page that follows. */
import { redirect } from "react-router";
import { memberContext, tenantDbContext } from "#app/context.ts";
import {
  adoptCategories,
  type ChangedCategories,
  changeCategories,
  type ProjectChange,
} from "#app/db.tenant.server.ts";
import { type Flash, flashCookie, MAX_UNDO_FIELDS } from "#app/http/flash.server.ts";
import { readForm } from "#app/http/form.server.ts";
import { requireFound } from "#app/http/require-found.ts";
import { requireUuid } from "#app/http/require-uuid.ts";
import { recountSoon } from "#app/identity/recount.server.ts";
import { projectReach } from "#app/permissions.ts";
import { readBaseCategories } from "../../categories/base-categories.server.ts";
import { followersToo } from "../followers-too.server.ts";
import { changeText } from "../project-change.ts";
import { requireProject } from "../require-project.server.ts";
import type { Route } from "./+types/project-categories.ts";
import { categoriesForm } from "./categories-rules.ts";

type Chosen = { category: string[]; shown: string[] };

/** A page that is asked for by its address. */
export const loader = ({ params }: Route.LoaderArgs) =>
  redirect(`/projects/${requireUuid(params.projectId)}`);

export async function action({ params, request, context }: Route.ActionArgs) {
  const id = requireUuid(params.projectId);
  const member = context.get(memberContext);
  const db = context.get(tenantDbContext);
  await db.read((tx) => requireProject(tx, member, "edit", id));
  const submission = await readForm(request, categoriesForm);
  const value = submission.status === "success" ? submission.value : undefined;
  const back = value?.back ?? `/projects/${id}`;
  const { category: chosen, shown }: Chosen = value ?? { category: [], shown: [] };
  const base = await readBaseCategories(context);
  const changed = requireFound(
    await db.write(async (tx) => {
      const wanted = chosen.filter((one) => !shown.includes(one));
      const add = await adoptCategories(tx, wanted, base);
      const remove = shown.filter((one) => !chosen.includes(one));
      return changeCategories(tx, projectReach(member, "edit"), member, id, { add, remove });
    }),
  );
  await recountSoon(context, await followersToo(db, [id], [changed.ownerId]));
  const cookie = await flashCookie(toldOf(id, changed));
  return redirect(back, { status: 303, headers: { "Set-Cookie": cookie } });
}

function toldOf(id: string, { name, added, removed }: ChangedCategories): Flash {
  const undone = (categoryId: string, isIn: boolean): [string, string] => {
    const change: ProjectChange = { kind: "category", categoryId, isIn };
    return ["undo", `${changeText(change)}|${id}`];
  };
  const fields = [
    ...added.map((categoryId) => undone(categoryId, false)),
    ...removed.map((categoryId) => undone(categoryId, true)),
  ];
  if (fields.length === 0) return { key: "projects.changes.nothing", name: "" };
  const undo = fields.length <= MAX_UNDO_FIELDS && { undo: { action: "/projects/changes", fields } };
  return { key: "projects.changes.category", name, count: 1, ...undo };
}
