import { esActions } from "./es-actions.ts";
import { esCategories } from "./es-categories.ts"; // example
import { esComments } from "./es-comments.ts"; // example
import { esChecklist, esNeedsMe } from "./es-dashboard.ts";
import { esDataExport } from "./es-data-export.ts";
import { esActivityPage, esAuditLog, esExports } from "./es-logs.ts";
import { esMailChoices } from "./es-mail-choices.ts";
import { esMailDomains } from "./es-mail-domains.ts";
import { esMarkdown } from "./es-markdown.ts";
import { esMembers, esSessions } from "./es-members.ts";
import { esNotifications, esSwitcher } from "./es-notifications.ts";
import { esProjectLists } from "./es-project-lists.ts"; // example
import { esProjects } from "./es-projects.ts"; // example
import { esSecurity } from "./es-security.ts";
import { esAccount, esSettings } from "./es-settings.ts";
import { esShared } from "./es-shared.ts";

export const texts = {
  ...esShared,
  actions: esActions,
  members: esMembers,
  sessions: esSessions,
  security: esSecurity,
  notifications: esNotifications,
  switcher: esSwitcher,
  mailDomains: esMailDomains,
  mailChoices: esMailChoices,
  settings: esSettings,
  account: esAccount,
  categories: esCategories, // example
  needsMe: esNeedsMe,
  checklist: esChecklist,
  activityPage: esActivityPage,
  dataExport: esDataExport,
  exports: esExports,
  auditLog: esAuditLog,
  ...esProjects, // example
  ...esProjectLists, // example
  markdown: esMarkdown,
  comments: esComments, // example
} as const;
