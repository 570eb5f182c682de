/** The answer to the form of a new comment, on the project's page. */
import { data, type RouterContextProvider, redirect } from "react-router";
import { type Member, memberContext, tenantDbContext } from "#app/context.ts";
import type { TenantTx } from "#app/db.server.ts";
import { addComment, listFollowers } from "#app/db.tenant.server.ts";
import { flashCookie } from "#app/http/flash.server.ts";
import { readForm } from "#app/http/form.server.ts";
import { requireUuid } from "#app/http/require-uuid.ts";
import { recountSoon } from "#app/identity/recount.server.ts";
import { MARKDOWN_FORM_MAX_BYTES } from "#app/markdown/limits.ts";
import { projectReach } from "#app/permissions.ts";
import { requireProject } from "#app/routes/tenant/projects/require-project.server.ts";
import { previewOf } from "../../markdown/preview.server.ts";
import { audienceOf, typedIn } from "./audience.server.ts";
import { commentAnchor } from "./comment-path.ts";
import { commentForm } from "./comment-rules.ts";

type Args = {
  request: Request;
  context: Readonly<RouterContextProvider>;
  params: { projectId: string };
};

export async function postComment({ request, params, context }: Args) {
  const id = requireUuid(params.projectId);
  const member = context.get(memberContext);
  const db = context.get(tenantDbContext);
  const project = await db.read((tx) => requireProject(tx, member, "comment", id));
  const submission = await readForm(request, commentForm, { maxBytes: MARKDOWN_FORM_MAX_BYTES });
  const audience = await db.read((tx) => audienceOf(tx, project, typedIn(submission.payload)));
  const preview = previewOf(submission, "text", audience);
  if (preview) return data({ ...preview, unknown: audience.unknown });
  const none = { preview: undefined, unknown: "" };
  if (submission.status !== "success") return data({ ...submission.reply(), ...none }, { status: 400 });
  const said = await db.write((tx) => say(tx, member, id, submission.value));
  if (!said) {
    const refused = submission.reply({ formErrors: ["comments.errors.archived"] });
    return data({ ...refused, ...none }, { status: 409 });
  }
  await recountSoon(context, said.told);
  const key = said.unknown ? "comments.addedUnknown" : "comments.added";
  const cookie = await flashCookie({ key, name: said.unknown });
  return redirect(`/projects/${id}#${commentAnchor(said.id)}`, {
    status: 303,
    headers: { "Set-Cookie": cookie },
  });
}

/** Whom it names is looked up where it is written: who came, left or may see it no more meanwhile counts. */
async function say(
  tx: TenantTx,
  member: Member,
  projectId: string,
  { text, tell }: { text: string; tell?: string | undefined },
) {
  const project = await requireProject(tx, member, "comment", projectId);
  const { mentions, unknown } = await audienceOf(tx, project, { text, tell });
  const id = await addComment(tx, projectReach(member, "comment"), member, project.id, { text, mentions });
  if (id === undefined) return undefined;
  const followers = await listFollowers(tx, [project.id]);
  return { id, unknown, told: [...new Set([project.createdBy, ...followers, ...mentions])] };
}
