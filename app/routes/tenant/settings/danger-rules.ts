/** Nobody deletes one workspace where they meant another: they type its name. */
import { z } from "zod";

/** As it is shown, whatever blanks are around it. */
export const workspaceDeletion = (name: string) =>
  z.object({
    confirm: z
      .string({ error: "validation.required" })
      .refine((typed) => typed.trim() === name.trim(), { error: "settings.errors.nameMismatch" }),
  });
