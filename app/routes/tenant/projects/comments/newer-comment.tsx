import { RelativeTime } from "#app/components/relative-time.tsx";
import { Alert } from "#app/components/ui/alert.tsx";
import type { Comment } from "#app/db.tenant.server.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { BothVersions } from "../both-versions.tsx";

type NewerCommentProps = {
  comment: Comment;
  /** As it was typed. */
  typed: Record<string, unknown> | null | undefined;
};

/** It was changed in another window meanwhile: both versions, before one of them is lost. */
export function NewerComment({ comment, typed }: NewerCommentProps) {
  const { t } = useTranslation();
  const { text } = typed ?? {};
  const yours = typeof text === "string" ? text : "";
  return (
    <section aria-label={t("projects.newer.title")} className="grid gap-4">
      <Alert tone="warning">
        {t("comments.newer.lead", { name: comment.authorName || t("activity.someone") })}{" "}
        <RelativeTime at={comment.editedAt ?? comment.createdAt} />. {t("projects.newer.advice")}
      </Alert>
      <BothVersions rows={[{ label: t("comments.editText"), theirs: comment.text, yours }]} />
    </section>
  );
}
