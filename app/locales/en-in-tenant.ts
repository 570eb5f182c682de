import { enCategories } from "./en-categories.ts"; // example
import { enMailDomains } from "./en-mail-domains.ts";
import { enMembers, enSessions } from "./en-members.ts";
import { enNotifications, enSwitcher } from "./en-notifications.ts";
import { enProjects } from "./en-projects.ts"; // example
import { enSecurity } from "./en-security.ts";
import { enAccount, enSettings } from "./en-settings.ts";
import { enShared } from "./en-shared.ts";

export const texts = {
  ...enShared,
  members: enMembers,
  sessions: enSessions,
  security: enSecurity,
  notifications: enNotifications,
  switcher: enSwitcher,
  mailDomains: enMailDomains,
  settings: enSettings,
  account: enAccount,
  categories: enCategories, // example
  ...enProjects, // example
} as const;
