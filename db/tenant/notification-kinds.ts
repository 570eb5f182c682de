/**
 * Of what members are told by themselves, each with what it is about. The next kind is an entry here, its
 * receivers where it is written, and its words in `app/locales/`; whoever sends mail about it, by kind and
 * subject, finds both in the row.
 */
export const NOTIFICATION_KINDS = {
  /** Somebody else changed a project that the receiver owns, or follows. */
  "project.updated": { subject: "project" },
  /** Somebody else put it away, or took it out again. */
  "project.archived": { subject: "project" },
  "project.unarchived": { subject: "project" },
  /** Somebody else made the receiver its owner, or another in their place. */
  "project.transferred": { subject: "project" },
  /** Somebody else deleted it, or took it out of the trash. */
  "project.deleted": { subject: "project" },
  "project.restored": { subject: "project" },
  /** Somebody else said something about it. */
  "project.commented": { subject: "project" },
  /** Somebody else named the receiver in what they said, which reaches also who has muted the project. */
  "project.mentioned": { subject: "project", isPersonal: true },
} as const satisfies Record<string, Kind>;

/** `isPersonal`: told to whom it names alone, and to them whatever they follow. */
type Kind = { subject: "project"; isPersonal?: true };

export type NotificationKind = keyof typeof NOTIFICATION_KINDS;

export const isPersonal = (kind: NotificationKind): boolean => "isPersonal" in NOTIFICATION_KINDS[kind];

/** Up to here people are told how many are unread; who has more has many. */
export const MAX_UNREAD_SHOWN = 99;
