/** Pure: from keys to what they stand for; some wait for the next one. */

/** How long the first of two keys is remembered. @internal */
export const SEQUENCE_MS = 1_500;

export type Pressed = {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  isComposing: boolean;
  /** What has the focus takes text. */
  isTyping: boolean;
  isDialogOpen: boolean;
  repeat: boolean;
};

/** Held down, these go on. */
const REPEATED = new Set(["j", "k"]);

/**
 * Answers the keys that were pressed in a row, such as `g p`; undefined for what is no shortcut, and while
 * one waits. `first`: the keys that others follow.
 */
export function keySequence(first: ReadonlySet<string>) {
  let held: { key: string; atMs: number } | undefined;
  return (pressed: Pressed, nowMs: number): string | undefined => {
    const before = held && nowMs - held.atMs <= SEQUENCE_MS ? held.key : undefined;
    if (isModifier(pressed.key)) return undefined;
    held = undefined;
    if (pressed.isComposing || pressed.isDialogOpen) return undefined;
    if (pressed.isTyping || pressed.ctrlKey || pressed.metaKey || pressed.altKey) return undefined;
    if (pressed.repeat && !REPEATED.has(pressed.key)) return undefined;
    if (before) return `${before} ${pressed.key}`;
    if (!first.has(pressed.key)) return pressed.key;
    held = { key: pressed.key, atMs: nowMs };
    return undefined;
  };
}

const isModifier = (key: string): boolean => /^(Shift|Control|Alt|Meta|AltGraph|CapsLock)$/.test(key);
