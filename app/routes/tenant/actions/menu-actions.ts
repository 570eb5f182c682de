/** The actions that stand in the menu, in its order. Every page has these; the others come when needed. */
import { LayoutDashboard } from "lucide-react";
import { can } from "#app/permissions.ts";
import { activityNav } from "../activity/activity-nav.ts";
import { membersNav } from "../members/members-nav.ts";
import { projectsAction } from "../projects/project-actions.ts"; // example
import { settingsNav, settingsOf } from "../settings/settings-nav.ts";
import type { Actor, TenantAction } from "./action.ts";

export const isManager = (member: Actor): boolean => can(member, "members:manage");
export const isOwner = (member: Actor): boolean => can(member, "organization:manage");
const hasSettings = (member: Actor): boolean => settingsOf(member).length > 0;

export const MENU_ACTIONS: (TenantAction & { to: string })[] = [
  {
    id: "dashboard",
    text: "nav.dashboard",
    icon: LayoutDashboard,
    group: "go",
    keys: ["g", "d"],
    to: "/dashboard",
  },
  projectsAction, // example
  { id: "activity", ...activityNav, group: "go", keys: ["g", "a"] },
  { id: "members", ...membersNav, group: "go", keys: ["g", "m"], isFor: isManager },
  { id: "settings", ...settingsNav, group: "go", keys: ["g", "s"], isFor: hasSettings },
];

export const isForMember =
  (member: Actor) =>
  ({ isFor }: TenantAction): boolean =>
    isFor?.(member) ?? true;
