/** What a project's page shows of what is said about it, in the page's own flight. */
import type { Member } from "#app/context.ts";
import { listMemberSummaries } from "#app/db.people.server.ts";
import type { TenantTx } from "#app/db.server.ts";
import {
  type Comment,
  countComments,
  getFollowing,
  lastCommentOf,
  listComments,
  type Project,
} from "#app/db.tenant.server.ts";
import { personName } from "#app/i18n/person-name.ts";
import { renderMarkdown } from "#app/markdown/markdown.server.ts";
import { can, projectReach } from "#app/permissions.ts";
import { pagePaths } from "#app/validation/list-path.ts";
import { toldIn } from "./audience.server.ts";
import { COMMENTS_A_PAGE, MOST_TOLD } from "./comment-limits.ts";
import { readDiscussionSearch } from "./discussion-search.ts";

type Asked = { id: string; url: URL; project: Promise<Project> };

export async function loadDiscussion(tx: TenantTx, member: Member, { id, url, project: found }: Asked) {
  const reach = projectReach(member, "view");
  const search = readDiscussionSearch(url.searchParams);
  const request = {
    cursor: search.cursor,
    order: search.comments ?? "newest",
    limit: COMMENTS_A_PAGE,
  } as const;
  const [page, count, last, choice, people, project] = await Promise.all([
    listComments(tx, reach, id, request),
    countComments(tx, reach, id),
    lastCommentOf(tx, member.id, id),
    getFollowing(tx, member.id, id),
    listMemberSummaries(tx, { isActive: true, limit: MOST_TOLD }),
    found,
  ]);
  const isOpen = project.archivedAt === null && can(member, "projects:comment", project);
  const isModerator = can(member, "comments:delete:all");
  return {
    comments: page.items.map((comment) => shownComment(comment, member, { isOpen, isModerator })),
    count,
    order: request.order,
    ...pagePaths(`/projects/${id}`, search, page),
    isOpen,
    isArchived: project.archivedAt !== null,
    /** Another one means that what was being written was sent: its form begins anew. */
    formId: `comment-after-${last ?? "none"}`,
    choices: isOpen
      ? people.items
          .filter((person) => person.id !== member.id && can(person, "projects:view", project))
          .map((person) => ({ id: person.id, name: personName(person) }))
      : [],
    following: choice ?? (project.createdBy === member.id ? ("yours" as const) : ("none" as const)),
  };
}

export type Discussed = Awaited<ReturnType<typeof loadDiscussion>>;
export type ShownComment = Discussed["comments"][number];

function shownComment(
  { id, projectId, authorId, authorName, authorPicture, text, createdAt, editedAt, told }: Comment,
  member: Member,
  { isOpen, isModerator }: { isOpen: boolean; isModerator: boolean },
) {
  const isOwn = authorId === member.id;
  return {
    id,
    projectId,
    authorName,
    authorPicture,
    createdAt,
    isEdited: editedAt !== null,
    html: renderMarkdown(text, { isSomebody: toldIn(told) }),
    told: told.map(({ name }) => name),
    canEdit: isOwn && isOpen,
    canDelete: isOwn || isModerator,
  };
}
