/** What can become of a move, as the console's addresses say it. Pure. */
export const MOVE_TURNS = ["abort", "back", "finish"] as const;
export type MoveTurn = (typeof MOVE_TURNS)[number];

export const isMoveTurn = (turn: string): turn is MoveTurn =>
  (MOVE_TURNS as readonly string[]).includes(turn);
