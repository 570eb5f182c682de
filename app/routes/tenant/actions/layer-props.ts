import type { Actor } from "./action.ts";

/** What the palette and the list of keys are given. */
export type LayerProps = {
  member: Actor;
  /** What was typed before it was there, as it begins. */
  takeTyped: () => string;
  onClose: () => void;
};
