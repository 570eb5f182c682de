import { data, redirect } from "react-router";
import { ButtonLink } from "#app/components/ui/button.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { memberContext, tenantDbContext } from "#app/context.ts";
import { editComment } from "#app/db.tenant.server.ts";
import { flashCookie } from "#app/http/flash.server.ts";
import { readForm } from "#app/http/form.server.ts";
import { requireFound } from "#app/http/require-found.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { recountSoon } from "#app/identity/recount.server.ts";
import { MARKDOWN_FORM_MAX_BYTES } from "#app/markdown/limits.ts";
import { projectReach } from "#app/permissions.ts";
import { previewOf } from "../../markdown/preview.server.ts";
import type { Route } from "./+types/comment-edit.ts";
import { audienceOf, typedIn } from "./audience.server.ts";
import { CommentForm } from "./comment-form.tsx";
import { commentPath } from "./comment-path.ts";
import { commentForm } from "./comment-rules.ts";
import { NewerComment } from "./newer-comment.tsx";
import { placeOf, requireOwnComment } from "./require-comment.server.ts";

export async function loader({ params, context }: Route.LoaderArgs) {
  const place = placeOf(params);
  const member = context.get(memberContext);
  const { project, comment } = await context
    .get(tenantDbContext)
    .read((tx) => requireOwnComment(tx, member, place));
  const { id, text, version } = comment;
  return { projectId: project.id, projectName: project.name, comment: { id, text, version } };
}

export async function action({ request, params, context }: Route.ActionArgs) {
  const place = placeOf(params);
  const member = context.get(memberContext);
  const db = context.get(tenantDbContext);
  const { project } = await db.read((tx) => requireOwnComment(tx, member, place));
  const submission = await readForm(request, commentForm, { maxBytes: MARKDOWN_FORM_MAX_BYTES });
  const audience = await db.read((tx) => audienceOf(tx, project, typedIn(submission.payload)));
  const none = { preview: undefined, unknown: "", newer: undefined };
  const preview = previewOf(submission, "text", audience);
  if (preview) return data({ ...none, ...preview, unknown: audience.unknown });
  if (submission.status !== "success") return data({ ...submission.reply(), ...none }, { status: 400 });
  if (project.archivedAt !== null) {
    const refused = submission.reply({ formErrors: ["comments.errors.archived"] });
    return data({ ...refused, ...none }, { status: 409 });
  }
  const { text, version = 0 } = submission.value;
  const { comment, isStale, mentions } = requireFound(
    await db.write(async (tx) => {
      // Whom it names is looked up where it is written: who may see it no more is told nothing.
      const now = await requireOwnComment(tx, member, place);
      const { mentions: named } = await audienceOf(tx, now.project, { text });
      const edit = { text, version, mentions: named };
      const edited = await editComment(tx, projectReach(member, "comment"), member, place, edit);
      return edited && { ...edited, mentions: named };
    }),
  );
  if (isStale) {
    const reply = submission.reply();
    // They have seen the newer one now.
    const initialValue = { ...reply.initialValue, version: String(comment.version) };
    return data({ ...reply, initialValue, ...none, newer: comment }, { status: 409 });
  }
  await recountSoon(context, mentions);
  const key = audience.unknown ? "comments.editedUnknown" : "comments.edited";
  const cookie = await flashCookie({ key, name: audience.unknown });
  return redirect(commentPath(place.projectId, place.id), { status: 303, headers: { "Set-Cookie": cookie } });
}

export default function EditComment({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { projectId, projectName } = loaderData;
  const newer = actionData?.newer;
  const comment = newer ?? loaderData.comment;
  return (
    <Page
      title={t("comments.editTitle")}
      crumbs={[
        { to: "/projects", label: t("projects.title") },
        { to: `/projects/${projectId}`, label: projectName },
      ]}
      width="column"
    >
      {newer && <NewerComment comment={newer} typed={actionData?.initialValue} />}
      <CommentForm
        id="comment"
        label={t("comments.editText")}
        comment={comment}
        shownVersion={newer?.version}
        lastResult={actionData}
        submitLabel={t("comments.save")}
        pendingLabel={t("comments.saving")}
      >
        <ButtonLink to={commentPath(projectId, comment.id)} variant="ghost">
          {t("form.cancel")}
        </ButtonLink>
      </CommentForm>
    </Page>
  );
}
