import { Form, Link } from "react-router";
import { RelativeTime } from "#app/components/relative-time.tsx";
import { Rendered } from "#app/components/rendered.tsx";
import { Avatar } from "#app/components/ui/avatar.tsx";
import { ButtonLink, SubmitButton } from "#app/components/ui/button.tsx";
import { useTranslation } from "#app/i18n/translation.tsx";
import { commentAnchor, commentPath } from "./comment-path.ts";
import type { ShownComment } from "./load-discussion.server.ts";

export function CommentList({ comments }: { comments: ShownComment[] }) {
  return (
    <ol className="divide-y">
      {comments.map((comment) => (
        <li
          key={comment.id}
          id={commentAnchor(comment.id)}
          className="scroll-mt-20 px-4 py-4 target:bg-accent-soft/50"
        >
          <CommentItem comment={comment} />
        </li>
      ))}
    </ol>
  );
}

function CommentItem({ comment }: { comment: ShownComment }) {
  const { t } = useTranslation();
  const author = comment.authorName || t("activity.someone");
  return (
    <article aria-label={t("comments.by", { name: author })} className="flex gap-3">
      <Avatar name={author} picture={comment.authorPicture} />
      <div className="grid min-w-0 flex-1 gap-2">
        <header className="flex flex-wrap items-baseline gap-x-2">
          <bdi className="font-medium">{author}</bdi>
          <Link
            to={commentPath(comment.projectId, comment.id)}
            className="rounded text-xs text-muted hover:text-ink hover:underline"
          >
            <RelativeTime at={comment.createdAt} />
          </Link>
          {comment.isEdited && <span className="text-xs text-muted">({t("comments.isEdited")})</span>}
        </header>
        <Rendered html={comment.html} />
        <CommentFooter comment={comment} author={author} />
      </div>
    </article>
  );
}

/** Nothing here leaves the page by script: what is typed beside it stays. */
function CommentFooter({ comment, author }: { comment: ShownComment; author: string }) {
  const { t } = useTranslation();
  const { id, projectId, told, canEdit, canDelete } = comment;
  if (told.length === 0 && !canEdit && !canDelete) return null;
  const path = commentPath(projectId, id);
  return (
    <footer className="-ms-2.5 flex flex-wrap items-center gap-1 text-muted">
      {canEdit && (
        <ButtonLink to={`${path}/edit`} variant="ghost" size="sm" className="text-muted!">
          {t("comments.edit")}
        </ButtonLink>
      )}
      {canDelete && (
        <Form method="post" action={`${path}/deletions`} navigate={false}>
          <SubmitButton
            variant="ghost"
            size="sm"
            className="text-muted!"
            aria-label={t("comments.deleteOf", { name: author })}
            pendingLabel={t("comments.deleting")}
          >
            {t("comments.delete")}
          </SubmitButton>
        </Form>
      )}
      {told.length > 0 && (
        <p className="px-2.5 text-xs wrap-anywhere">
          {t("comments.told")} <bdi>{told.join(", ")}</bdi>
        </p>
      )}
    </footer>
  );
}
