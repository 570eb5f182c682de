import { z } from "zod";
import { PLANS } from "#app/db.shared.ts";
import { requiredLine } from "./text.ts";
import { WORKSPACE_NAME_MAX_LENGTH } from "./workspace-limits.ts";

/** The slug's own rules are the control plane's: the action asks it, and says what is free instead. */
export const workspaceForm = z.object({
  name: requiredLine(WORKSPACE_NAME_MAX_LENGTH, "validation.nameRequired"),
  slug: z
    .string()
    .transform((text) => text.trim().toLowerCase())
    .default(""),
  plan: z.enum(PLANS, "validation.plan"),
});

/** What a slug in an address may look like; anything else is nobody's, and is asked of nobody. */
const SLUG_SHAPE = /^[a-z0-9-]{1,63}$/;
export const isSlugShaped = (text: string): boolean => SLUG_SHAPE.test(text);

export type WorkspaceInput = z.infer<typeof workspaceForm>;
