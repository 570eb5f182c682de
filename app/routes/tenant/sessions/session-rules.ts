import { z } from "zod";

/** One session by its key, or all but the one that asks. */
export const sessionsToEnd = z.object({
  key: z.union([z.literal("others"), z.string().regex(/^[0-9a-f]{32}$/)], "sessions.errors.unknown"),
});
