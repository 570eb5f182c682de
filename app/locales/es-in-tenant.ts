import { esChecklist, esNeedsMe } from "./es-dashboard.ts";
import { esActivityKinds, esActivityPage, esAuditLog, esExports } from "./es-logs.ts";
import { esMailDomains } from "./es-mail-domains.ts";
import { esMembers, esSessions } from "./es-members.ts";
import { esNotifications, esSwitcher } from "./es-notifications.ts";
import { esProjects } from "./es-projects.ts"; // example
import { esSecurity } from "./es-security.ts";
import { esShared } from "./es-shared.ts";

export const texts = {
  ...esShared,
  members: esMembers,
  sessions: esSessions,
  security: esSecurity,
  notifications: esNotifications,
  switcher: esSwitcher,
  mailDomains: esMailDomains,
  needsMe: esNeedsMe,
  checklist: esChecklist,
  activityPage: esActivityPage,
  activityKinds: esActivityKinds,
  exports: esExports,
  auditLog: esAuditLog,
  ...esProjects, // example
} as const;
