/** What the form of a workspace's address takes; which are free, the control plane knows. */
import { z } from "zod";
import { requiredLine } from "#app/validation/text.ts";
import { WORKSPACE_NAME_MAX_LENGTH } from "#app/validation/workspace.ts";

export const addressForm = z.object({
  slug: requiredLine(WORKSPACE_NAME_MAX_LENGTH).transform((text) => text.toLowerCase()),
});
