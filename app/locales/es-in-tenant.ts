import { esComments } from "./es-comments.ts"; // example
import { esMailDomains } from "./es-mail-domains.ts";
import { esMarkdown } from "./es-markdown.ts";
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
  ...esProjects, // example
  markdown: esMarkdown,
  comments: esComments, // example
} as const;
