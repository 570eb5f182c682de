/**
 * How far a move can be. Until `arrived` the tenant is served from where it was, and everything can be taken
 * back; between `arrived` and `reaping` it can go back without losing a write.
 */
export const MOVE_PHASES = [
  // The new place is made, and what follows the old one's changes.
  "preparing",
  // Rows are copied while members write, and what they write follows.
  "copying",
  // Both sides are compared, as of one moment.
  "verifying",
  // Writes are held, the last of them follow, the old place is fenced.
  "cuttingOver",
  // Served from the new place; what is written there follows to the old one.
  "arrived",
  "reaping",
  // The same the other way round.
  "returning",
  "cleaning",
  "aborting",
  "done",
  "returned",
  "aborted",
] as const;
export type MovePhase = (typeof MOVE_PHASES)[number];

/** `live`: rows are followed while members write. `held`: writes wait while they are copied. */
export const MOVE_METHODS = ["live", "held"] as const;
export type MoveMethod = (typeof MOVE_METHODS)[number];

/** How far a copy is, for whoever looks at it. */
export type MoveProgressNote = {
  /** Tables whose rows are all there, of all. */
  copied: number;
  tables: number;
  /** Rows that copies under way have brought, and how many more a second. */
  rows: number;
  rowsPerSecond: number | null;
  /** What the new place has not yet, in bytes of the write-ahead log. */
  lagBytes: number;
};

/** The tables of both places have to be the same: nobody changes them. */
export const PHASES_OF_COPYING: readonly MovePhase[] = [
  "preparing",
  "copying",
  "verifying",
  "cuttingOver",
  "returning",
];
/** Writes are held: whoever meets that waits for its end. */
export const PHASES_OF_CHANGE: readonly MovePhase[] = ["cuttingOver", "returning"];
