/** What a move may take. Each limit that is passed says so by its name. */
export type MoveLimits = {
  /** Writes are stopped only where the new place is behind by no more than this. */
  maxLagBytes: number;
  /** How long one waits for those who write to one table at this moment, before it is tried again. */
  lockWaitMs: number;
  /** The longest that writes are held; then they go on where they were, and it is tried again later. */
  maxPauseMs: number;
  /** How often a pause that was too long is tried again before the move is given up. */
  maxPauses: number;
  /** How long a slot may take to be made: it waits for all transactions that write. */
  slotWaitMs: number;
  /** How often the progress of a copy is asked for. */
  askEveryMs: number;
  /** Errors of the stream, since somebody looks, after which the move is given up. */
  maxStreamErrors: number;
  /** How much of its write-ahead log the new server keeps for a way back that is not followed. */
  maxWayBackBytes: number;
  /** Hours for which the former place is kept up to date, for the way back. */
  keptHours: number;
};

export const MOVE_LIMITS: MoveLimits = {
  maxLagBytes: 1_048_576,
  lockWaitMs: 50,
  maxPauseMs: 2_000,
  maxPauses: 30,
  slotWaitMs: 30_000,
  askEveryMs: 100,
  maxStreamErrors: 3,
  maxWayBackBytes: 1_073_741_824,
  keptHours: 24,
};
