/** What the stand-in's forms for a second factor take. */
import { z } from "zod";
import { requiredLine } from "#app/validation/text.ts";
import { RETURN_PARAM } from "../../../paths.ts";

const CODE_MAX_LENGTH = 20;
const ID_MAX_LENGTH = 100;

const wayBack = { [RETURN_PARAM]: z.string().optional() };
const code = requiredLine(CODE_MAX_LENGTH, "identity.code.missing");

/** On the way in: whose it is, the form says. */
export const signInCodeForm = z.object({ ...wayBack, person: z.string().max(ID_MAX_LENGTH), code });

/** Signed in: asks for a code, or gives it. */
export const factorForm = z
  .object({
    ...wayBack,
    intent: z.enum(["send", "confirm"], "validation.invalid"),
    code: code.optional(),
  })
  .refine((given) => given.intent === "send" || given.code, {
    path: ["code"],
    error: "identity.code.missing",
  });
