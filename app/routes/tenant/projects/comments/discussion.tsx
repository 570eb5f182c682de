import { Link } from "react-router";
import { Card, CardHeader } from "#app/components/ui/card.tsx";
import { Pagination } from "#app/components/ui/pagination.tsx";
import { useTranslation } from "#app/i18n/translation.tsx";
import { listPath } from "#app/validation/list-path.ts";
import { type CommentAnswer, CommentForm } from "./comment-form.tsx";
import { CommentList } from "./comment-list.tsx";
import type { Discussed } from "./load-discussion.server.ts";

type DiscussionProps = { projectId: string; discussion: Discussed; answer: CommentAnswer | undefined };

/** What is said about a project, and the form to say something; what was typed is shown again in any case. */
export function Discussion({ projectId, discussion, answer }: DiscussionProps) {
  const { t } = useTranslation();
  const { comments, count, isOpen, isArchived, next, previous } = discussion;
  return (
    <Card aria-labelledby="comments">
      <CardHeader
        id="comments"
        title={count === 0 ? t("comments.title") : t("comments.count", { count })}
        aside={count > 1 && <OrderLinks projectId={projectId} order={discussion.order} />}
      />
      {(isOpen || answer) && (
        <div className="border-b px-4 py-4">
          <CommentForm
            key={discussion.formId}
            id={discussion.formId}
            label={t("comments.text")}
            choices={discussion.choices}
            lastResult={answer}
            submitLabel={t("comments.send")}
            pendingLabel={t("comments.sending")}
          />
        </div>
      )}
      {isArchived && <p className="border-b px-4 py-3 text-muted">{t("comments.closed")}</p>}
      {comments.length > 0 ? (
        <CommentList comments={comments} />
      ) : (
        <p className="px-4 py-5 text-muted">{t("comments.empty")}</p>
      )}
      {(next || previous) && (
        <div className="border-t px-4 py-3">
          <Pagination next={next} previous={previous} />
        </div>
      )}
    </Card>
  );
}

function OrderLinks({ projectId, order }: { projectId: string; order: Discussed["order"] }) {
  const { t } = useTranslation();
  const other = order === "newest" ? "oldest" : undefined;
  return (
    <Link
      to={`${listPath(`/projects/${projectId}`, { comments: other })}#comments`}
      className="rounded text-sm text-muted hover:text-ink hover:underline"
    >
      {t(other ? "comments.oldestFirst" : "comments.newestFirst")}
    </Link>
  );
}
