/**
 * Pure: from what somebody typed or pasted to addresses: one a line, or with commas or semicolons between
 * them, each bare or as `Name <address>`. Each character is looked at once, whatever the text is.
 */
import { emailAddress } from "#app/validation/email-address.ts";

/** `email` is undefined where what was typed is no address. */
export type Address = { typed: string; email: string | undefined };

export function parseAddresses(text: string): Address[] {
  return split(text).map((typed) => ({ typed, email: emailAddress.safeParse(bareOf(typed)).data }));
}

/** Within quotes and angle brackets a comma separates nothing; a line's end always does. */
function split(text: string): string[] {
  const parts: string[] = [];
  let part = "";
  let until: string | undefined;
  for (const character of text) {
    const isEnd = character === "\n" || (until === undefined && (character === "," || character === ";"));
    if (isEnd) {
      parts.push(part);
      [part, until] = ["", undefined];
      continue;
    }
    part += character;
    if (character === until) until = undefined;
    else if (until === undefined) until = { '"': '"', "<": ">" }[character];
  }
  return [...parts, part].map((one) => one.trim()).filter((one) => one !== "");
}

/** What stands between the last angle brackets, or all of it. */
function bareOf(typed: string): string {
  const begin = typed.lastIndexOf("<");
  return begin >= 0 && typed.endsWith(">") ? typed.slice(begin + 1, -1) : typed;
}
