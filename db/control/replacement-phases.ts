/** How far the replacement of a tenant's data by that of an archive can be. */
export const REPLACEMENT_PHASES = [
  // The archive's rows are loaded beside the tenant's own, which are read and not written meanwhile.
  "loading",
  // Served from the archive's rows; the former ones are kept beside them.
  "kept",
  "undoing",
  "dropping",
  // The former rows are gone.
  "done",
  // Served from the former rows again.
  "undone",
  // Served from the former rows all the time.
  "failed",
] as const;
export type ReplacementPhase = (typeof REPLACEMENT_PHASES)[number];
