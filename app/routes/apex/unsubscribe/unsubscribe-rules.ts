import { z } from "zod";

/** Either what a program sends that shows mail (RFC 8058), or the button of our own page. */
export const unsubscribeForm = z
  .object({
    "List-Unsubscribe": z.literal("One-Click", "validation.invalid").optional(),
    choice: z.enum(["stop", "start"], "validation.invalid").optional(),
  })
  .refine((sent) => sent["List-Unsubscribe"] !== undefined || sent.choice !== undefined, {
    path: ["choice"],
    error: "validation.invalid",
  });
