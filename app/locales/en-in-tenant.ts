import { enActions } from "./en-actions.ts";
import { enMailDomains } from "./en-mail-domains.ts";
import { enMembers, enSessions } from "./en-members.ts";
import { enNotifications, enSwitcher } from "./en-notifications.ts";
import { enProjects } from "./en-projects.ts"; // example
import { enSecurity } from "./en-security.ts";
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
  ...enProjects, // example
} as const;
