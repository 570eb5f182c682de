import { esCategories } from "./es-categories.ts"; // example
import { esMailDomains } from "./es-mail-domains.ts";
import { esMembers, esSessions } from "./es-members.ts";
import { esNotifications, esSwitcher } from "./es-notifications.ts";
import { esProjects } from "./es-projects.ts"; // example
import { esSecurity } from "./es-security.ts";
import { esAccount, esSettings } from "./es-settings.ts";
import { esShared } from "./es-shared.ts";

export const texts = {
  ...esShared,
  members: esMembers,
  sessions: esSessions,
  security: esSecurity,
  notifications: esNotifications,
  switcher: esSwitcher,
  mailDomains: esMailDomains,
  settings: esSettings,
  account: esAccount,
  categories: esCategories, // example
  ...esProjects, // example
} as const;
