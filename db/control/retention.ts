/** How long things are kept, in days. */

/** A deleted tenant can be restored; after them the worker purges it. */
export const DELETED_GRACE_DAYS = 30;

/** Days after a row's time was over, until the sweeping job takes it away. */
export const KEPT_DAYS = {
  /** Of the log, that somebody signed in or out: what else is in it, and younger, nobody can delete. */
  signIns: 365,
  /** For whoever asks from where somebody was signed in. */
  sessions: 30,
  tickets: 1,
  keptForms: 1,
  /** Long enough to see who never came, and for no message to come later. */
  invitations: 60,
  /** Longer than one waits: who was declined asks anew when it is gone. */
  joinRequests: 60,
  /** Longer than what it tells of is kept: until then nobody is told twice. */
  mails: 90,
  /** What a message said, once it is in effect: it may speak of people. */
  webhookPayloads: 30,
  /** Longer than the provider sends one again, so that each is still known as seen. */
  webhookEvents: 90,
  /** Longer than a session can last from which another is made. */
  sessionTombstones: 60,
  tombstones: 400,
  journal: 365,
  moves: 365,
  replacements: 365,
  /** Of what was removed, that it was there; of what could not be taken, why. */
  archives: 90,
  waitingJobs: 365,
  migrationResults: 180,
  migrationRuns: 400,
} as const;
