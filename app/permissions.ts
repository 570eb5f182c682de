/** Pure: what each role may do. Used by the guards, by the queries and by what a page shows. */
import type { Role } from "./db.server.ts";
import { ROLES, type WhoInvites } from "./db.shared.ts";
import type { ProjectReach } from "./db.tenant.server.ts";

export type Permission =
  | "organization:manage"
  | "members:manage"
  | "categories:manage"
  | "projects:create"
  | `projects:${ProjectVerb}:all`
  | `projects:${ProjectVerb}:own`
  | `projects:${OpenVerb}:public`
  | "comments:delete:all";

export type ProjectVerb = OpenVerb | "edit" | "delete";
/** What may be done with what is open to the workspace. */
type OpenVerb = "view" | "comment";
type Action =
  | "organization:manage"
  | "members:manage"
  | "categories:manage"
  | "projects:create"
  | "comments:delete:all";
type Actor = { id: string; role: Role };
type Subject = { createdBy: string; isPublic: boolean };

const admin: Permission[] = [
  "members:manage",
  "categories:manage",
  "projects:create",
  "projects:view:all",
  "projects:edit:all",
  "projects:delete:all",
  "projects:comment:all",
  "comments:delete:all",
];

const permissionsOf: Record<Role, readonly Permission[]> = {
  owner: ["organization:manage", ...admin],
  admin,
  member: [
    "projects:create",
    "projects:view:public",
    "projects:view:own",
    "projects:edit:own",
    "projects:delete:own",
    "projects:comment:public",
    "projects:comment:own",
  ],
  viewer: ["projects:view:public"],
};

/** Every permission there is, with the roles that have it, for a page that shows the table. */
export const PERMISSION_TABLE: readonly { permission: Permission; roles: readonly Role[] }[] = [
  ...new Set(ROLES.flatMap((role) => permissionsOf[role])),
].map((permission) => ({
  permission,
  roles: ROLES.filter((role) => permissionsOf[role].includes(permission)),
}));

const has = (actor: Actor, permission: Permission): boolean => permissionsOf[actor.role].includes(permission);

/** `can(member, "projects:create")`, or with what it is about: `can(member, "projects:edit", project)`. */
export function can(actor: Actor, action: Action): boolean;
export function can(actor: Actor, action: `projects:${ProjectVerb}`, subject: Subject): boolean;
export function can(actor: Actor, action: Action | `projects:${ProjectVerb}`, subject?: Subject): boolean {
  if (!subject) return has(actor, action as Action);
  const reach = projectReach(actor, action.split(":")[1] as ProjectVerb);
  return (
    reach.all === true ||
    (reach.ownedBy !== undefined && reach.ownedBy === subject.createdBy) ||
    (reach.isPublic === true && subject.isPublic)
  );
}

/** The same as a condition for queries: which projects the verb reaches. */
export function projectReach(actor: Actor, verb: ProjectVerb): ProjectReach {
  if (has(actor, `projects:${verb}:all`)) return { all: true };
  return {
    ...(has(actor, `projects:${verb}:own`) && { ownedBy: actor.id }),
    ...(isOpenVerb(verb) && has(actor, `projects:${verb}:public`) && { isPublic: true }),
  };
}

const isOpenVerb = (verb: ProjectVerb): verb is OpenVerb => verb === "view" || verb === "comment";

/** Who manages members gives and takes roles up to their own. */
export const mayAssign = (own: Role, other: Role): boolean =>
  permissionsOf[own].includes("members:manage") && ROLES.indexOf(own) <= ROLES.indexOf(other);

/** Whoever manages members, unless the owners keep it to themselves. */
export const mayInvite = (member: Actor, whoInvites: WhoInvites): boolean =>
  can(member, whoInvites === "owners" ? "organization:manage" : "members:manage");
