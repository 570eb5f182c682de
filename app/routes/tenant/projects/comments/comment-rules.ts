import { z } from "zod";
import { requiredParagraphs } from "#app/validation/text.ts";
import { COMMENT_MAX_LENGTH } from "./comment-limits.ts";

const MAX_ID_LENGTH = 200;
/** PostgreSQL's integer. */
const MAX_VERSION = 2_147_483_647;

export const commentForm = z.object({
  text: requiredParagraphs(COMMENT_MAX_LENGTH, "comments.errors.text"),
  /** A member to tell, whom the text need not name. */
  tell: z.string().max(MAX_ID_LENGTH).optional().catch(undefined),
  /** Of what was edited; absent for a new one. */
  version: z.coerce.number().int().min(1).max(MAX_VERSION).optional().catch(undefined),
  preview: z.string().optional(),
});

/** What Undo sends. */
export const commentPlace = z.object({ project: z.uuid(), comment: z.uuid() });

/** What somebody wants to be told of a project. */
export const followingForm = z.object({ choice: z.enum(["follow", "mute"]) });
