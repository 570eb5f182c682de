/**
 * The one list of what can be done in a workspace by name: the menu, buttons, the command palette, the search
 * page and the shortcuts are made of it.
 */
import {
  Bell,
  CircleUser,
  DoorOpen,
  Keyboard,
  Languages,
  LayoutDashboard,
  LogOut,
  MailPlus,
  Monitor,
  MonitorSmartphone,
  Moon,
  Sun,
} from "lucide-react";
import { can } from "#app/permissions.ts";
import { activityNav } from "../activity/activity-nav.ts";
import { auditLogNav } from "../audit-log/audit-log-nav.ts";
import { mailDomainsNav } from "../mail-domains/mail-domains-nav.ts";
import { membersNav } from "../members/members-nav.ts";
import { moreProjectActions, projectsAction } from "../projects/project-actions.ts"; // example
import { securityNav } from "../security/security-nav.ts";
import { settingsNav, settingsOf } from "../settings/settings-nav.ts";
import type { TenantAction } from "./action.ts";

const PREFERENCES = "/preferences";
const preference = (name: string, value: string) => ({
  group: "set" as const,
  form: { action: PREFERENCES, fields: [[name, value]] as const },
});

const isManager: TenantAction["isFor"] = (member) => can(member, "members:manage");
const isOwner: TenantAction["isFor"] = (member) => can(member, "organization:manage");

const ALL: TenantAction[] = [
  {
    id: "dashboard",
    text: "nav.dashboard",
    icon: LayoutDashboard,
    group: "go",
    keys: ["g", "d"],
    isInMenu: true,
    to: "/dashboard",
  },
  projectsAction, // example
  { id: "activity", ...activityNav, group: "go", keys: ["g", "a"], isInMenu: true },
  { id: "members", ...membersNav, group: "go", keys: ["g", "m"], isFor: isManager, isInMenu: true },
  {
    id: "settings",
    ...settingsNav,
    group: "go",
    keys: ["g", "s"],
    isFor: (member) => settingsOf(member).length > 0,
    isInMenu: true,
  },
  { id: "security", ...securityNav, group: "go", isFor: isOwner },
  { id: "mailDomains", ...mailDomainsNav, group: "go", isFor: isOwner },
  { id: "auditLog", ...auditLogNav, group: "go", isFor: isOwner },
  { id: "account", text: "account.title", icon: CircleUser, group: "go", to: "/account" },
  {
    id: "notifications",
    text: "notifications.title",
    icon: Bell,
    group: "go",
    keys: ["g", "n"],
    to: "/notifications",
  },
  { id: "sessions", text: "sessions.nav", icon: MonitorSmartphone, group: "go", to: "/sessions" },
  { id: "shortcuts", text: "actions.shortcuts.title", icon: Keyboard, group: "go", to: "/shortcuts" },
  ...moreProjectActions, // example
  {
    id: "invite",
    text: "invitations.new",
    icon: MailPlus,
    group: "do",
    isFor: isManager,
    to: "/members/invitations/new",
  },
  { id: "leave", text: "members.leave", icon: DoorOpen, group: "do", to: "/leave" },
  {
    id: "signOut",
    text: "nav.signOut",
    icon: LogOut,
    group: "do",
    form: { action: "/session/end", fields: [], forgetsDrafts: true },
  },
  { id: "system", text: "actions.theme.system", icon: Monitor, ...preference("theme", "system") },
  { id: "light", text: "actions.theme.light", icon: Sun, ...preference("theme", "light") },
  { id: "dark", text: "actions.theme.dark", icon: Moon, ...preference("theme", "dark") },
  { id: "en", text: "actions.language.en", icon: Languages, ...preference("locale", "en") },
  { id: "es", text: "actions.language.es", icon: Languages, ...preference("locale", "es") },
];

type Actor = Parameters<NonNullable<TenantAction["isFor"]>>[0];

export const actionsFor = (member: Actor): TenantAction[] =>
  ALL.filter(({ isFor }) => isFor?.(member) ?? true);

/** @internal */
export const ALL_ACTIONS: readonly TenantAction[] = ALL;
