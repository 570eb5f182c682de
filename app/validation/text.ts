/** Text that people type: what is let in, and in which words the rest is refused. */
import { z } from "zod";
import { bare } from "#app/i18n/isolate.ts";
import { message } from "#app/i18n/message.ts";

/** C0, DEL and C1: PostgreSQL refuses NUL, and none of them can be shown. */
const CONTROL = /\p{Cc}/u;
const CONTROL_BUT_LINES = /[^\P{Cc}\n\t]/u;

/** Marks that make a line read in another order than it is written. */
const TURNS_AROUND = /[\u202A-\u202E\u2066-\u2069]/u;
/** Something that a person can see; of blanks, joiners and fillers alone nobody can make out a name. */
const VISIBLE = /[^\p{Z}\p{Cc}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}\u2800]/u;

const isReadable = (text: string): boolean => !TURNS_AROUND.test(text) && (text === "" || VISIBLE.test(text));

/** One line that others can read, trimmed, not empty. */
export const requiredLine = (maxLength: number, requiredKey = "validation.required") =>
  z
    .string({ error: requiredKey })
    .refine((text) => !CONTROL.test(text), { error: "validation.controlCharacters", abort: true })
    .trim()
    .overwrite(bare)
    .min(1, requiredKey)
    .refine(isReadable, { error: "validation.unreadable" })
    .max(maxLength, message("validation.tooLong", { max: maxLength }));

/** Lines of text, their endings normalised; may be empty. */
export const paragraphs = (maxLength: number) =>
  z
    .string()
    .transform((text) => text.replace(/\r\n?/g, "\n"))
    .refine((text) => !CONTROL_BUT_LINES.test(text), { error: "validation.controlCharacters" })
    .refine((text) => text.length <= maxLength, { error: message("validation.tooLong", { max: maxLength }) })
    .default("");

/** As above, with something in it that others can see. */
export const requiredParagraphs = (maxLength: number, requiredKey: string) =>
  paragraphs(maxLength).refine((text) => VISIBLE.test(text), { error: requiredKey });

/** For text in addresses: what cannot be shown is dropped, not refused. */
export const withoutControls = (text: string): string => text.replace(/\p{Cc}/gu, "");
