/** From what is pressed to what it does. Fetched with the first key that may mean something. */
import type { Actor } from "./action.ts";
import { keySequence, type Pressed } from "./key-sequence.ts";
import { performerOf, type Ways } from "./perform.ts";
import { actionsFor } from "./tenant-actions.ts";

type Options = Ways & { member: Actor };

/** Answers whether the key was for us. */
export function keysAtWork({ member, ...ways }: Options): (pressed: Pressed, atMs: number) => boolean {
  const actions = actionsFor(member);
  const read = keySequence(
    new Set(actions.flatMap(({ keys = [] }) => (keys.length > 1 ? keys.slice(0, 1) : []))),
  );
  const perform = performerOf(actions, ways);
  return (pressed, atMs) => {
    const sequence = read(pressed, atMs);
    return sequence !== undefined && perform(sequence);
  };
}
