/** Under which head owners look for acts. Browsers are told these, and not the acts of `audit-groups.ts`. */

/** What staff did is a head of its own, whatever they did. */
export const AUDIT_GROUPS = ["signIns", "members", "roles", "exports", "settings", "staff"] as const;
export type AuditGroup = (typeof AUDIT_GROUPS)[number];

/** What somebody took along. */
export const EXPORTS = ["export.activity", "export.auditLog", "export.data", "export.download"] as const;
export type ExportAction = (typeof EXPORTS)[number];
