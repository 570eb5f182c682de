/** What the stand-in's forms take. */
import { z } from "zod";
import { requiredLine } from "#app/validation/text.ts";
import { RETURN_PARAM } from "../../../paths.ts";

const NAME_MAX_LENGTH = 100;
const EMAIL_MAX_LENGTH = 254;

const email = requiredLine(EMAIL_MAX_LENGTH, "identity.errors.email").pipe(
  z.email("identity.errors.email").transform((address) => address.toLowerCase()),
);

/** Where to go afterwards; whatever it holds, `returnPath` decides. */
const wayBack = { [RETURN_PARAM]: z.string().optional() };

export const signUpForm = z.object({
  ...wayBack,
  firstName: requiredLine(NAME_MAX_LENGTH),
  lastName: requiredLine(NAME_MAX_LENGTH),
  email,
});

/** A demo person's button sends an id, the form an address. */
export const signInForm = z
  .object({
    ...wayBack,
    userId: z.string().max(100).optional(),
    email: email.optional(),
    /** Through their company's sign-on; left out: with the stand-in itself. */
    way: z.literal("company").optional(),
  })
  .refine((by) => by.userId || by.email, { path: ["email"], error: "identity.errors.email" });
