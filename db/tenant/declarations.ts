/**
 * The tenants' own tables, in the order in which they are copied: what is referred to stands before what
 * refers to it.
 */
import { eq } from "drizzle-orm";
import { declare, type TableDeclaration } from "../declaration.ts";
import { EXPORT_TABLES } from "./declarations-exports.ts";
import { activity, categories, members, projectCategories, projects, TRASH_DAYS } from "./schema.ts";
import { commentMentions, comments, followings } from "./schema-comments.ts";
import { notificationMutes, notifications } from "./schema-notifications.ts";
import { SENT_FORM_DAYS, sentForms } from "./schema-sent-forms.ts";
import { projectImports, projectViewDefaults, projectViews } from "./schema-views.ts";

/** Days that a file waits for its import, and that what became of it is known. */
const WAITING_IMPORT_DAYS = 1;
const SETTLED_IMPORT_DAYS = 30;
/** Days that a notification is kept, read or not. */
const NOTIFICATION_DAYS = 90;

export const TENANT_TABLES: TableDeclaration[] = [
  declare(members, "person", {
    isArchived: true,
    isExported: true,
    // The row stays, for what the person made here refers to it.
    erasedBy: { column: "id", how: "emptied" },
    columns: {
      id: "personId",
      email: "email",
      firstName: "name",
      lastName: "name",
      avatarUrl: "picture",
      phone: "phone",
      role: "plain",
      metadata: "text",
      isActive: "plain",
      isDeactivated: "plain",
      mergedInto: "personId",
      hidesChecklist: "plain",
      lastSeenAt: "plain",
      joinedAt: "plain",
      searchText: "derived",
    },
  }),
  declare(projects, "tenant", {
    isArchived: true,
    columns: {
      id: "plain",
      name: "text",
      slug: "text",
      description: "text",
      status: "plain",
      isPublic: "plain",
      createdBy: "personId",
      metadata: "text",
      version: "plain",
      archivedAt: "plain",
      createdAt: "plain",
      updatedAt: "plain",
      deletedAt: "plain",
      deletedBy: "personId",
      searchWords: "derived",
    },
    retention: [{ days: TRASH_DAYS, since: projects.deletedAt }],
  }),
  declare(categories, "tenant", {
    isArchived: true,
    columns: {
      id: "plain",
      baseCategoryId: "plain",
      name: "text",
      isOverride: "plain",
      isHidden: "plain",
      position: "plain",
      createdAt: "plain",
      updatedAt: "plain",
      deletedAt: "plain",
    },
    retention: [{ days: TRASH_DAYS, since: categories.deletedAt }],
  }),
  declare(projectCategories, "tenant", {
    isArchived: true,
    columns: { projectId: "plain", categoryId: "plain" },
  }),
  declare(projectViews, "person", {
    isArchived: true,
    isExported: true,
    exportedWhen: eq(projectViews.isShared, true),
    erasedBy: { column: "memberId", unless: eq(projectViews.isShared, true) },
    columns: {
      id: "plain",
      memberId: "personId",
      name: "text",
      query: "text",
      isShared: "plain",
      createdAt: "plain",
      updatedAt: "plain",
      deletedAt: "plain",
    },
    retention: [{ days: TRASH_DAYS, since: projectViews.deletedAt }],
  }),
  declare(projectViewDefaults, "person", {
    isArchived: true,
    erasedBy: { column: "memberId" },
    columns: { memberId: "personId", viewId: "plain" },
  }),
  declare(projectImports, "person", {
    erasedBy: { column: "memberId" },
    columns: {
      id: "plain",
      memberId: "personId",
      fileName: "text",
      content: "text",
      columns: "plain",
      state: "plain",
      projectIds: "plain",
      createdAt: "plain",
      settledAt: "plain",
    },
    retention: [
      {
        days: WAITING_IMPORT_DAYS,
        since: projectImports.createdAt,
        when: eq(projectImports.state, "waiting"),
      },
      { days: SETTLED_IMPORT_DAYS, since: projectImports.createdAt },
    ],
  }),
  declare(comments, "tenant", {
    isArchived: true,
    columns: {
      id: "plain",
      projectId: "plain",
      authorId: "personId",
      text: "text",
      version: "plain",
      createdAt: "plain",
      editedAt: "plain",
      deletedAt: "plain",
      deletedBy: "personId",
    },
    retention: [{ days: TRASH_DAYS, since: comments.deletedAt }],
  }),
  declare(commentMentions, "tenant", {
    isArchived: true,
    columns: { commentId: "plain", memberId: "personId" },
  }),
  declare(followings, "person", {
    isArchived: true,
    erasedBy: { column: "memberId" },
    columns: { memberId: "personId", projectId: "plain", isMuted: "plain" },
  }),
  declare(activity, "tenant", {
    isArchived: true,
    columns: {
      id: "plain",
      actorId: "personId",
      action: "plain",
      subjectType: "plain",
      subjectId: "plain",
      subjectName: "text",
      at: "plain",
    },
  }),
  declare(notifications, "person", {
    isArchived: true,
    erasedBy: { column: "memberId" },
    columns: {
      id: "plain",
      memberId: "personId",
      kind: "plain",
      actorId: "personId",
      subjectType: "plain",
      subjectId: "plain",
      commentId: "plain",
      createdAt: "plain",
      readAt: "plain",
      bundleId: "plain",
    },
    retention: [{ days: NOTIFICATION_DAYS, since: notifications.createdAt }],
  }),
  declare(notificationMutes, "person", {
    isArchived: true,
    erasedBy: { column: "memberId" },
    columns: { memberId: "personId", subjectType: "plain", subjectId: "plain" },
  }),
  declare(sentForms, "tenant", {
    columns: { fingerprint: "plain", madeId: "plain", createdAt: "plain" },
    retention: [{ days: SENT_FORM_DAYS, since: sentForms.createdAt }],
  }),
  ...EXPORT_TABLES,
];
