/** What the stand-in's forms take. */
import { z } from "zod";
import { requiredLine } from "#app/validation/text.ts";

const NAME_MAX_LENGTH = 100;
const EMAIL_MAX_LENGTH = 254;

const email = requiredLine(EMAIL_MAX_LENGTH, "identity.errors.email").pipe(
  z.email("identity.errors.email").transform((address) => address.toLowerCase()),
);

export const signUpForm = z.object({
  firstName: requiredLine(NAME_MAX_LENGTH),
  lastName: requiredLine(NAME_MAX_LENGTH),
  email,
});

/** A demo person's button sends an id, the form an address. */
export const signInForm = z.union([z.object({ userId: z.string().min(1).max(100) }), z.object({ email })]);
