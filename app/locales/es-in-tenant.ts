import { esMailChoices } from "./es-mail-choices.ts";
import { esActions } from "./es-actions.ts";
import { esCategories } from "./es-categories.ts"; // example
import { esComments } from "./es-comments.ts"; // example
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
  ...esProjects, // example
  ...esProjectLists, // example
  markdown: esMarkdown,
  comments: esComments, // example
} as const;
