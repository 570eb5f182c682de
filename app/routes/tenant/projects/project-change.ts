/** Pure: a change of projects as one field of a form, and what undoes it. */
import type { ChangedProject, ProjectChange } from "#app/db.tenant.server.ts";
import { VISIBILITIES } from "./project-choices.ts";
import { projectStatuses } from "./project-statuses.ts";

/** Projects of one page, which can all be chosen. */
export const PROJECTS_A_PAGE = 20;

const MAX_ID_LENGTH = 200;

/** As it stands in a form: `archive`, `status active`, `status active done` where it is done now. */
export function changeText(change: ProjectChange): string {
  switch (change.kind) {
    case "status":
      return withFrom(`status ${change.status}`, change.from);
    case "visibility":
      return `visibility ${change.isPublic ? "public" : "private"}`;
    case "owner":
      return withFrom(`owner ${change.ownerId}`, change.from);
    case "category":
      return `${change.isIn ? "category" : "uncategory"} ${change.categoryId}`;
    default:
      return change.kind;
  }
}

const withFrom = (text: string, from: string | undefined): string => (from ? `${text} ${from}` : text);

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Undefined for what is no change. Without the library that checks forms: pages make these texts, too. */
export function readChange(text: string): ProjectChange | undefined {
  const [kind = "", value = "", from, ...more] = text.split(" ");
  const mayHaveFrom = kind === "status" || kind === "owner";
  if (more.length > 0 || (from !== undefined && !mayHaveFrom)) return undefined;
  switch (kind) {
    case "archive":
    case "unarchive":
    case "delete":
    case "restore":
      return value === "" ? { kind } : undefined;
    case "status": {
      const status = statusOf(value);
      return status && { kind, status, from: from === undefined ? undefined : (statusOf(from) ?? status) };
    }
    case "visibility": {
      const visibility = VISIBILITIES.find((one) => one === value);
      return visibility && { kind, isPublic: visibility === "public" };
    }
    case "owner":
      return isId(value) && (from === undefined || isId(from)) ? { kind, ownerId: value, from } : undefined;
    case "category":
    case "uncategory":
      if (!UUID.test(value)) return undefined;
      return { kind: "category", categoryId: value, isIn: kind === "category" };
    default:
      return undefined;
  }
}

const statusOf = (text: string) => projectStatuses.find((one) => one === text);
const isId = (text: string): boolean => text !== "" && text.length <= MAX_ID_LENGTH;

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
      return { kind: "status", status: was.status, from: change.status };
    case "visibility":
      return { kind: "visibility", isPublic: was.isPublic };
    case "owner":
      return { kind: "owner", ownerId: was.ownerId, from: change.ownerId };
    case "category":
      return { ...change, isIn: !change.isIn };
    default:
      return { kind: OPPOSITES[change.kind] };
  }
}

/** The verb that a member needs for it. */
export const verbOf = ({ kind }: ProjectChange): "edit" | "delete" =>
  kind === "delete" || kind === "restore" ? "delete" : "edit";
