/**
 * The tenants' own tables, in the order in which they are copied: what is referred to stands before what
 * refers to it.
 */
import { declare, type TableDeclaration } from "../declaration.ts";
import { activity, categories, members, projectCategories, projects } from "./schema.ts";

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
      createdAt: "plain",
      updatedAt: "plain",
      deletedAt: "plain",
    },
  }),
  declare(categories, "tenant", {
    isArchived: true,
    columns: {
      id: "plain",
      baseCategoryId: "plain",
      name: "text",
      isOverride: "plain",
      isHidden: "plain",
      createdAt: "plain",
      updatedAt: "plain",
      deletedAt: "plain",
    },
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
];
