/** Pure: what a list of projects can be asked for. */

export const VISIBILITIES = ["public", "private"] as const;
/** The default, newest first, has no word. */
export const PROJECT_SORTS = ["updated", "name", "oldest"] as const;
/** Whose: one's own, in any address that is sent to a colleague. */
export const OWN = "me";
