import type { ParseKeys } from "i18next";
import { Settings } from "lucide-react";
import type { Role } from "#app/db.shared.ts";
import { can } from "#app/permissions.ts";
import { auditLogNav } from "../audit-log/audit-log-nav.ts";
import { categoriesPath } from "../categories/categories-path.ts"; // example
import { dataExportNav } from "../data-export/data-export-nav.ts";
import { mailDomainsNav } from "../mail-domains/mail-domains-nav.ts";
import { securityNav } from "../security/security-nav.ts";

type Action = "organization:manage" | "members:manage" | "categories:manage";
type Section = { to: string; text: ParseKeys; needs: Action; end?: boolean };

export const SETTINGS = "/settings";
export const PATHS = {
  address: `${SETTINGS}/address`,
  logo: `${SETTINGS}/logo`,
  plan: `${SETTINGS}/plan`,
  danger: `${SETTINGS}/danger`,
} as const;

/** In the order in which they are shown; whoever may do what one needs sees it. */
const SECTIONS: Section[] = [
  { to: SETTINGS, text: "settings.general", needs: "organization:manage", end: true },
  { to: categoriesPath(), text: "categories.title", needs: "categories:manage" }, // example
  { to: "/members", text: "members.title", needs: "members:manage" },
  { to: securityNav.to, text: securityNav.text, needs: "organization:manage" },
  { to: mailDomainsNav.to, text: mailDomainsNav.text, needs: "organization:manage" },
  { to: auditLogNav.to, text: auditLogNav.text, needs: "organization:manage" },
  { to: dataExportNav.to, text: dataExportNav.text, needs: "organization:manage" },
  { to: PATHS.plan, text: "settings.plan.title", needs: "organization:manage" },
  { to: PATHS.danger, text: "settings.danger.title", needs: "organization:manage" },
];

/** Of somebody in this role; empty where there is nothing of the workspace's that they may set. */
export const settingsOf = (member: { id: string; role: Role }): Section[] =>
  SECTIONS.filter(({ needs }) => can(member, needs));

/** In the menu, for whoever sees a section. */
export const settingsNav = { to: SETTINGS, text: "settings.title", icon: Settings } as const;
