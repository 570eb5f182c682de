/**
 * Names that people give to things, and what they search for. Pure; the web tier's forms hold to the same
 * rule in app/validation/text.ts.
 */
import { InvalidInput } from "./errors.ts";

/** C0, DEL, C1; marks that make a line read in another order than it is written. */
const HIDDEN = /[\p{Cc}\u202A-\u202E\u2066-\u2069]/u;
/** Something that a person can see. */
const VISIBLE = /[^\p{Z}\p{Cc}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}\u2800]/u;

/** Whether others can read a name as it was meant. */
export const isReadableName = (name: string): boolean =>
  name.isWellFormed() && !HIDDEN.test(name) && VISIBLE.test(name);

/** The name as it is. Throws InvalidInput for one that nobody can see, or that turns its line around. */
export function requireReadableName(name: string): string {
  if (isReadableName(name)) return name;
  throw new InvalidInput(
    "A name needs a character that can be seen, and none that hides or turns text around.",
  );
}

/**
 * Lower-case letters, digits and single hyphens of any text: accents dropped, the rest to hyphens. May be
 * empty.
 */
export function slugify(text: string, maxLength: number): string {
  // "Nora's" is one word.
  const plain = text
    .normalize("NFKD")
    .replace(/[\p{M}'’`´]/gu, "")
    .toLowerCase();
  const hyphened = plain.replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "");
  return hyphened.slice(0, maxLength).replace(/-+$/, "");
}

/** `%text%` for ILIKE, with what ILIKE reads as a pattern taken literally: the one escape there is. */
export const containing = (text: string): string => `%${text.replaceAll(/[\\%_]/g, "\\$&")}%`;
