import { isolate } from "./isolate.ts";

const ENDED = /[.…]$/;

/** Pure: a sentence whose last name ends in a full stop, such as “Ltd.”, has no second one. */
export function oneStop(text: string, params: object): string {
  const ended = Object.values(params)
    .filter((value) => typeof value === "string" && ENDED.test(value))
    .map(isolate);
  return ended.reduce<string>((sentence, name) => sentence.replaceAll(`${name}.`, () => name), text);
}
