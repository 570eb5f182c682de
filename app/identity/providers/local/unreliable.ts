/** Pure: messages dropped, doubled and shuffled as somebody asked for, by a generator that a seed decides. */
import type { WebhookDelivery } from "#app/validation/webhook-delivery.ts";

/** The next number of a sequence: 0 or more, less than 1. */
export type Random = () => number;

const STEP = 0x6d2b79f5;
const RANGE = 2 ** 32;

/** The same numbers for the same seed: mulberry32. */
export function randomOf(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + STEP) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / RANGE;
  };
}

/** `sent` has a message as often as it is to be sent, in that order. */
export function unreliably<T>(
  messages: T[],
  { drop, double, isShuffled }: WebhookDelivery,
  random: Random,
): { sent: T[]; dropped: T[] } {
  const dropped = messages.filter(() => random() < drop);
  const lost = new Set(dropped);
  const copies = messages
    .filter((message) => !lost.has(message))
    .flatMap((message) => new Array<T>(1 + Math.floor(random() * double)).fill(message));
  return { sent: isShuffled ? shuffle(copies, random) : copies, dropped };
}

/** Fisher and Yates. */
function shuffle<T>(items: T[], random: Random): T[] {
  const shuffled = [...items];
  for (let at = shuffled.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    [shuffled[at], shuffled[other]] = [shuffled[other] as T, shuffled[at] as T];
  }
  return shuffled;
}
