/** What the stand-in's forms for a second factor take. */
import { z } from "zod";
import { requiredLine } from "#app/validation/text.ts";
import { RETURN_PARAM, signInPath } from "../../../paths.ts";

const CODE_MAX_LENGTH = 20;
const ID_MAX_LENGTH = 100;

/** Whose code it is, on the way in; and that one has been asked for. */
export const PERSON_PARAM = "person";
export const SENT_PARAM = "sent";

/** The step of signing in that asks for a code. */
export const CODE_STEP = "code";
export const signInCodePath = (person: string, returnTo: string): string =>
  `${signInPath(returnTo).replace("?", `/${CODE_STEP}?`)}&${new URLSearchParams({ [PERSON_PARAM]: person })}`;

const wayBack = { [RETURN_PARAM]: z.string().optional() };
const code = requiredLine(CODE_MAX_LENGTH, "identity.code.missing");

/** On the way in: whose it is, the form says. */
export const signInCodeForm = z.object({ ...wayBack, [PERSON_PARAM]: z.string().max(ID_MAX_LENGTH), code });

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
