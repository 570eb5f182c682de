/** Pure. What became of taking an archive by itself. */

/** `taking`: a process is at it, or was when it ended. */
export const ARCHIVE_STATES = ["taking", "taken", "failed"] as const;
