/**
 * Of what members are told by themselves, each with what it is about. The next kind is an entry here, its
 * receivers where it is written, and its words in `app/locales/`; whoever sends mail about it, by kind and
 * subject, finds both in the row.
 */
export const NOTIFICATION_KINDS = {
  /** Somebody else changed a project that the receiver owns. */
  "project.updated": { subject: "project" },
  /** Somebody else put it away, or took it out again. */
  "project.archived": { subject: "project" },
  "project.unarchived": { subject: "project" },
  /** Somebody else made the receiver its owner, or another in their place. */
  "project.transferred": { subject: "project" },
  /** Somebody else deleted it, or took it out of the trash. */
  "project.deleted": { subject: "project" },
  "project.restored": { subject: "project" },
} as const satisfies Record<string, { subject: "project" }>;

export type NotificationKind = keyof typeof NOTIFICATION_KINDS;

/** Up to here people are told how many are unread; who has more has many. */
export const MAX_UNREAD_SHOWN = 99;
