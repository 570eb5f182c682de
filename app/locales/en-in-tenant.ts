import { enChecklist, enNeedsMe } from "./en-dashboard.ts";
import { enActivityKinds, enActivityPage, enAuditLog, enExports } from "./en-logs.ts";
import { enMailDomains } from "./en-mail-domains.ts";
import { enMembers, enSessions } from "./en-members.ts";
import { enNotifications, enSwitcher } from "./en-notifications.ts";
import { enProjects } from "./en-projects.ts"; // example
import { enSecurity } from "./en-security.ts";
import { enShared } from "./en-shared.ts";

export const texts = {
  ...enShared,
  members: enMembers,
  sessions: enSessions,
  security: enSecurity,
  notifications: enNotifications,
  switcher: enSwitcher,
  mailDomains: enMailDomains,
  needsMe: enNeedsMe,
  checklist: enChecklist,
  activityPage: enActivityPage,
  activityKinds: enActivityKinds,
  exports: enExports,
  auditLog: enAuditLog,
  ...enProjects, // example
} as const;
