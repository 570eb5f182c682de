/** Pure: a change of projects as one field of a form, and what undoes it. */
import { z } from "zod";
import type { ChangedProject, ProjectChange } from "#app/db.server.ts";
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

const simple = z.enum(["archive", "unarchive", "delete", "restore"]);
const status = z.enum(projectStatuses);
const visibility = z.enum(["public", "private"]);

/** Undefined for what is no change. */
export function readChange(text: string): ProjectChange | undefined {
  const [kind = "", value = "", ...more] = text.split(" ");
  if (more.length > 0) return undefined;
  if (value === "") return withKind(simple.safeParse(kind).data);
  switch (kind) {
    case "status":
      return given(status.safeParse(value).data, (to) => ({ kind: "status", status: to }));
    case "visibility":
      return given(visibility.safeParse(value).data, (to) => ({ kind, isPublic: to === "public" }));
    case "owner":
      return value.length <= MAX_ID_LENGTH ? { kind, ownerId: value } : undefined;
    case "category":
    case "uncategory":
      return given(z.uuid().safeParse(value).data, (categoryId) => ({
        kind: "category",
        categoryId,
        isIn: kind === "category",
      }));
    default:
      return undefined;
  }
}

const withKind = (kind: z.infer<typeof simple> | undefined): ProjectChange | undefined => kind && { kind };

const given = <T>(value: T | undefined, make: (value: T) => ProjectChange): ProjectChange | undefined =>
  value === undefined ? undefined : make(value);

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
