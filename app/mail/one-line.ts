/** Pure: what people call themselves, for the subject and the text of a mail. */
import { personName } from "#app/i18n/person-name.ts";

/** Longer names are cut: a subject is read in a list. */
const MAX_NAME_LENGTH = 80;
const BREAKS = /[\p{Cc}\p{Zl}\p{Zp}]+/gu;
/** What programs that show mail turn into a link: it would be a link of the sender's name, and not ours. */
const LIKE_LINK = /:\/\/|\bwww\.|[\p{L}\p{N}]\.[\p{L}]{2,}/iu;

/** Nothing in it ends a header or begins another line. */
export const withoutBreaks = (text: string): string => text.replace(BREAKS, " ").trim();

/** Without breaks, and not longer than a name is shown. @internal */
export const oneLine = (text: string): string => {
  const line = withoutBreaks(text);
  return line.length > MAX_NAME_LENGTH ? `${line.slice(0, MAX_NAME_LENGTH - 1)}…` : line;
};

/** One line, or `other` where a name would be read as the address of a page, or is none. */
export function plainName(name: string, other: string): string {
  const line = oneLine(name);
  return line === "" || LIKE_LINK.test(line) ? oneLine(other) : line;
}

type Person = { firstName: string | null; lastName: string | null; email: string };

/** A person's name, or the address where they have none that can be shown. */
export const nameOf = (person: Person): string => plainName(personName(person), person.email);
