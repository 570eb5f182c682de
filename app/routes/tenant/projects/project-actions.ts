/** What can be done with projects by name. */
import { Plus, Trash2 } from "lucide-react";
import { can } from "#app/permissions.ts";
import type { TenantAction } from "../actions/action.ts";
import { projectsNav } from "./projects-nav.ts";

export const projectsAction = {
  id: "projects",
  ...projectsNav,
  group: "go",
  keys: ["g", "p"],
} satisfies TenantAction;

export const createProjectAction = {
  id: "projects.create",
  text: "projects.new",
  icon: Plus,
  group: "do",
  keys: ["c"],
  isFor: (member) => can(member, "projects:create"),
  to: "/projects/new",
} satisfies TenantAction;

const trashAction: TenantAction = {
  id: "projects.trash",
  text: "projects.trash.title",
  icon: Trash2,
  group: "go",
  keys: ["g", "t"],
  isFor: (member) => can(member, "projects:create"),
  to: "/projects/trash",
};

/** Beside the one in the menu. */
export const moreProjectActions: TenantAction[] = [createProjectAction, trashAction];
