/**
 * What the browser and the server call by the same names: lists and rules of the data tier without a query
 * among them. What is reached from here imports no package.
 */
export {
  AUDIT_GROUPS,
  type ExportAction,
} from "#db/control/audit-heads.ts";
export { emailKey } from "#db/control/email-key.ts";
export { entitlementsOf } from "#db/control/entitlements.ts";
export { INVITATION_STATUSES, type InvitationStatus } from "#db/control/invitation-statuses.ts";
export {
  LOGO_MAX_BYTES,
  LOGO_MAX_PIXELS,
  LOGO_MEDIA_TYPES,
  type LogoMediaType,
} from "#db/control/logo-limits.ts";
export {
  ADMISSIONS,
  MAX_MAIL_DOMAINS,
  PROOF_GRACE_DAYS,
} from "#db/control/mail-domain-choices.ts";
export {
  BUNDLE_MINUTES,
  DEFAULT_MAIL_CHOICE,
  type MailChoice,
  RHYTHMS,
} from "#db/control/mail-rhythms.ts";
export { type PersonPreferences, SHORTCUTS, THEMES, type Theme } from "#db/control/preference-choices.ts";
export { readUntil } from "#db/control/read-only-until.ts";
export {
  ABSOLUTE_MINUTES,
  IDLE_MINUTES,
  MAX_COMPANY_DOMAINS,
  type Security,
  WHO_INVITES,
  type WhoInvites,
} from "#db/control/security-choices.ts";
export { allows, type TenantAction } from "#db/control/transitions.ts";
export { WEBHOOK_EVENT_STATES, type WebhookEventState } from "#db/control/webhook-states.ts";
export { PLACEMENT_KINDS } from "#db/routing/placement.ts";
export {
  isServing,
  PLANS,
  type Plan,
  ROLES,
  type Role,
  TENANT_STATUSES,
  type TenantStatus,
} from "#db/routing/tenant.ts";
export { MAX_UNREAD_SHOWN, NOTIFICATION_KINDS } from "#db/tenant/notification-kinds.ts";
