/** Changes projects, one or those that are ticked, and offers to undo it on the page that follows. */
import { redirect } from "react-router";
import { type Member, memberContext, tenantDbContext } from "#app/context.ts";
import { getMember } from "#app/db.people.server.ts";
import type { TenantTx } from "#app/db.server.ts";
import { changeProjects, type ProjectChange } from "#app/db.tenant.server.ts";
import { flashCookie } from "#app/http/flash.server.ts";
import { readForm } from "#app/http/form.server.ts";
import { recountSoon } from "#app/identity/recount.server.ts";
import { can, projectReach } from "#app/permissions.ts";
import type { Route } from "./+types/project-changes.ts";
import { followersToo } from "./followers-too.server.ts";
import { verbOf } from "./project-change.ts";
import { changesForm } from "./project-change-rules.ts";
import { type Done, toldOf, toldOfUndo } from "./told-changes.ts";

type Wanted = { change: ProjectChange; projects: string[] };

/** A page that is asked for by its address. */
export const loader = () => redirect("/projects");

export async function action({ request, context }: Route.ActionArgs) {
  const member = context.get(memberContext);
  const submission = await readForm(request, changesForm);
  const value = submission.status === "success" ? submission.value : undefined;
  const back = value?.back ?? "/projects";
  const wanted = value ? wantedOf(value) : [];
  const isUndo = (value?.undo.length ?? 0) > 0;
  const done = await context.get(tenantDbContext).write(async (tx) => {
    const results: Done[] = [];
    for (const { change, projects } of wanted) results.push(await changeFor(tx, member, change, projects));
    return results;
  });
  const changed = done.flatMap((one) => one.changed.map(({ id }) => id));
  await recountSoon(context, await followersToo(context.get(tenantDbContext), changed, toldIn(done)));
  const cookie = await flashCookie(isUndo ? toldOfUndo(done) : toldOf(done, mayUndo(member, done)));
  return redirect(back, { status: 303, headers: { "Set-Cookie": cookie } });
}

function wantedOf({
  change,
  project,
  undo,
}: {
  change?: ProjectChange | undefined;
  project: string[];
  undo: Wanted[];
}): Wanted[] {
  return undo.length > 0 || !change || project.length === 0 ? undo : [{ change, projects: project }];
}

/** As far as the member may; the others stay as they are. */
async function changeFor(tx: TenantTx, member: Member, change: ProjectChange, ids: string[]): Promise<Done> {
  if (change.kind === "owner" && !(await mayOwn(tx, change.ownerId))) return { change, changed: [] };
  const reach = projectReach(member, verbOf(change));
  return { change, changed: await changeProjects(tx, reach, member, ids, change) };
}

/** Somebody who is here and could have made one. */
async function mayOwn(tx: TenantTx, id: string): Promise<boolean> {
  const owner = await getMember(tx, id);
  return owner?.isActive === true && can(owner, "projects:create");
}

const mayUndo = (member: Member, done: Done[]): boolean =>
  done.every(({ change }) => change.kind !== "owner") || projectReach(member, "edit").all === true;

/** Whom the changes told: who owned one, and who does now. */
const toldIn = (done: Done[]): string[] => [
  ...new Set(
    done.flatMap(({ change, changed }) => [
      ...changed.map(({ was }) => was.ownerId),
      ...(change.kind === "owner" && changed.length > 0 ? [change.ownerId] : []),
    ]),
  ),
];
