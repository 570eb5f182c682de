/** Pure: which mail is ours to send, and what becomes of one. */

/** The provider sends the mail of invitations and of signing in. */
export const MAIL_KINDS = ["join.asked", "join.accepted", "join.declined", "notifications.bundled"] as const;
export type MailKind = (typeof MAIL_KINDS)[number];

/** Queued until somebody has taken it, or nobody will. */
export const MAIL_STATES = ["queued", "sent", "failed"] as const;
