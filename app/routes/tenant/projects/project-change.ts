/** Pure: a change of projects as one field of a form, and what undoes it. */
import type { ChangedProject, ProjectChange } from "#app/db.server.ts";
import { VISIBILITIES } from "./project-choices.ts";
import { projectStatuses } from "./project-statuses.ts";

/** Projects of one page, which can all be chosen. */
export const PROJECTS_A_PAGE = 20;

const MAX_ID_LENGTH = 200;

/** As it stands in a form: `archive`, `status active`, `owner user_1`. */
export function changeText(change: ProjectChange): string {
  switch (change.kind) {
    case "status":
      return `status ${change.status}`;
    case "visibility":
      return `visibility ${change.isPublic ? "public" : "private"}`;
    case "owner":
      return `owner ${change.ownerId}`;
    case "category":
      return `${change.isIn ? "category" : "uncategory"} ${change.categoryId}`;
    default:
      return change.kind;
  }
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Undefined for what is no change. Without the library that checks forms: pages make these texts, too. */
export function readChange(text: string): ProjectChange | undefined {
  const [kind = "", value = "", ...more] = text.split(" ");
  if (more.length > 0) return undefined;
  switch (kind) {
    case "archive":
    case "unarchive":
    case "delete":
    case "restore":
      return value === "" ? { kind } : undefined;
    case "status": {
      const status = projectStatuses.find((one) => one === value);
      return status && { kind, status };
    }
    case "visibility": {
      const visibility = VISIBILITIES.find((one) => one === value);
      return visibility && { kind, isPublic: visibility === "public" };
    }
    case "owner":
      return value !== "" && value.length <= MAX_ID_LENGTH ? { kind, ownerId: value } : undefined;
    case "category":
    case "uncategory":
      if (!UUID.test(value)) return undefined;
      return { kind: "category", categoryId: value, isIn: kind === "category" };
    default:
      return undefined;
  }
}

const OPPOSITES = {
  archive: "unarchive",
  unarchive: "archive",
  delete: "restore",
  restore: "delete",
} as const;

/** What makes one project what it was. */
export function undoOf(change: ProjectChange, { was }: ChangedProject): ProjectChange {
  switch (change.kind) {
    case "status":
      return { kind: "status", status: was.status };
    case "visibility":
      return { kind: "visibility", isPublic: was.isPublic };
    case "owner":
      return { kind: "owner", ownerId: was.ownerId };
    case "category":
      return { ...change, isIn: !change.isIn };
    default:
      return { kind: OPPOSITES[change.kind] };
  }
}

/** The verb that a member needs for it. */
export const verbOf = ({ kind }: ProjectChange): "edit" | "delete" =>
  kind === "delete" || kind === "restore" ? "delete" : "edit";
