/** Pure: how unreliably the stand-in's messages are to arrive, as an environment says it. */
import { z } from "zod";

export type WebhookDelivery = {
  /** Of all messages, the share that is never sent: 0 or more, less than 1. */
  drop: number;
  /** Each message is sent at least once and at most this often. */
  double: number;
  isShuffled: boolean;
  /** The same seed treats the same messages alike. */
  seed: number;
};

const MAX_COPIES = 10;
const EXAMPLE = "drop=0.1,double=3,shuffle,seed=1";

const RELIABLE: WebhookDelivery = { drop: 0, double: 1, isShuffled: false, seed: 1 };

const wholeNumber = (min: number, max: number) => z.coerce.number().int().min(min).max(max);

/** Each word by itself: what it says of the delivery. */
const words = {
  drop: z.coerce.number().min(0).lt(1),
  double: wholeNumber(1, MAX_COPIES),
  seed: wholeNumber(0, 2 ** 32 - 1),
};

const MESSAGE = `must be a list such as ${EXAMPLE}: drop is a share from 0 to less than 1, double a number from 1 to ${MAX_COPIES}, seed a whole number; each of the four may be left out`;

/** `drop=0.1,double=3,shuffle,seed=1`, each part at most once. */
export const webhookDelivery = z.string().transform((text, context): WebhookDelivery => {
  const delivery = parse(text);
  if (delivery) return delivery;
  context.addIssue({ code: "custom", message: MESSAGE });
  return z.NEVER;
});

function parse(text: string): WebhookDelivery | undefined {
  const delivery = { ...RELIABLE };
  const said = new Set<string>();
  for (const part of text.split(",").map((each) => each.trim())) {
    const [, name = "", value] = /^([a-z]+)(?:=(\S+))?$/.exec(part) ?? [];
    if (said.has(name) || !take(delivery, name, value)) return undefined;
    said.add(name);
  }
  return delivery;
}

/** Answers whether it is one of the words, with a value that it may have. */
function take(delivery: WebhookDelivery, name: string, value: string | undefined): boolean {
  if (name === "shuffle") {
    delivery.isShuffled = true;
    return value === undefined;
  }
  if (name !== "drop" && name !== "double" && name !== "seed") return false;
  const parsed = words[name].safeParse(value);
  if (parsed.success) delivery[name] = parsed.data;
  return parsed.success;
}
