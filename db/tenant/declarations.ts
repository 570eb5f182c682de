/**
 * The tenants' own tables, in the order in which they are copied: what is referred to stands before what
 * refers to it.
 */
import { declare, type TableDeclaration } from "../declaration.ts";
import {
  activity,
  categories,
  members,
  notifications,
  projectCategories,
  projects,
  TRASH_DAYS,
} from "./schema.ts";

/** Days that a notification is kept, read or not. */
const NOTIFICATION_DAYS = 90;

export const TENANT_TABLES: TableDeclaration[] = [
  declare(members, "person", {
    isArchived: true,
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
    columns: {
      id: "plain",
      memberId: "personId",
      kind: "plain",
      actorId: "personId",
      subjectType: "plain",
      subjectId: "plain",
      createdAt: "plain",
      readAt: "plain",
    },
    retention: [{ days: NOTIFICATION_DAYS, since: notifications.createdAt }],
  }),
];
