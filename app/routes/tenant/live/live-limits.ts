/** How many streams are open at one time, in one process. Whoever is over it has a page that is not live. */
export const STREAM_LIMITS = {
  process: 2_000,
  /** One tenant takes no more than its part. */
  tenant: 400,
  /** As many windows as somebody has in front of them. */
  person: 8,
} as const;

/** What is written at this interval keeps proxies from taking the silence for an end. */
export const HEARTBEAT_MS = 20_000;
/** Whether the session is still one is asked this often, beside each change that is heard of. */
export const CHECKED_EVERY_MS = 60_000;
/** A stream ends by itself after this: who goes on asks again, and comes through the door. */
export const MAX_STREAM_MS = 15 * 60_000;
/** Changes that come together are told together. */
export const GATHERED_MS = 200;
/** Of chunks that a reader has not taken: a slower one is let go. */
export const MAX_UNREAD_CHUNKS = 16;
/** Of kinds in one message; more are told as "something". */
export const MAX_KINDS_TOLD = 10;

/** A browser that lost its stream waits for a time between these, so that all do not come at once. */
export const RETRY_MS = { least: 2_000, most: 6_000 };
