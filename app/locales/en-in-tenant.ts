import { enComments } from "./en-comments.ts"; // example
import { enMailDomains } from "./en-mail-domains.ts";
import { enMarkdown } from "./en-markdown.ts";
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
  ...enProjects, // example
  markdown: enMarkdown,
  comments: enComments, // example
} as const;
