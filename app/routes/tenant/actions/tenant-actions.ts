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
  LogOut,
  MailPlus,
  Monitor,
  MonitorSmartphone,
  Moon,
  Sun,
} from "lucide-react";
import { auditLogNav } from "../audit-log/audit-log-nav.ts";
import { mailDomainsNav } from "../mail-domains/mail-domains-nav.ts";
import { moreProjectActions } from "../projects/project-actions.ts"; // example
import { securityNav } from "../security/security-nav.ts";
import type { Actor, TenantAction } from "./action.ts";
import { isForMember, isManager, isOwner, MENU_ACTIONS } from "./menu-actions.ts";

const PREFERENCES = "/preferences";
const preference = (name: string, value: string) => ({
  group: "set" as const,
  form: { action: PREFERENCES, fields: [[name, value]] as const },
});

const ALL: TenantAction[] = [
  ...MENU_ACTIONS,
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

export const actionsFor = (member: Actor): TenantAction[] => ALL.filter(isForMember(member));

/** @internal */
export const ALL_ACTIONS: readonly TenantAction[] = ALL;
