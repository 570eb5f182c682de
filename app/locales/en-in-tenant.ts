import { enActions } from "./en-actions.ts";
import { enCategories } from "./en-categories.ts"; // example
import { enComments } from "./en-comments.ts"; // example
import { enChecklist, enNeedsMe } from "./en-dashboard.ts";
import { enDataExport } from "./en-data-export.ts";
import { enActivityPage, enAuditLog, enExports } from "./en-logs.ts";
import { enMailChoices } from "./en-mail-choices.ts";
import { enMailDomains } from "./en-mail-domains.ts";
import { enMarkdown } from "./en-markdown.ts";
import { enMembers, enSessions } from "./en-members.ts";
import { enNotifications, enSwitcher } from "./en-notifications.ts";
import { enProjectLists } from "./en-project-lists.ts"; // example
import { enProjects } from "./en-projects.ts"; // example
import { enSecurity } from "./en-security.ts";
import { enAccount, enSettings } from "./en-settings.ts";
import { enShared } from "./en-shared.ts";

export const texts = {
  ...enShared,
  actions: enActions,
  members: enMembers,
  sessions: enSessions,
  security: enSecurity,
  notifications: enNotifications,
  switcher: enSwitcher,
  mailDomains: enMailDomains,
  mailChoices: enMailChoices,
  settings: enSettings,
  account: enAccount,
  categories: enCategories, // example
  needsMe: enNeedsMe,
  checklist: enChecklist,
  activityPage: enActivityPage,
  dataExport: enDataExport,
  exports: enExports,
  auditLog: enAuditLog,
  ...enProjects, // example
  ...enProjectLists, // example
  markdown: enMarkdown,
  comments: enComments, // example
} as const;
