/** How long what was given up is kept, in days. */

/** A deleted tenant can be restored; after them the worker purges it. */
export const DELETED_GRACE_DAYS = 30;
