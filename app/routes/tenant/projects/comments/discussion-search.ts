import { z } from "zod";
import { cursor, oneOf, readerOf } from "#app/validation/search.ts";

/** Without a word: newest first. */
export const readDiscussionSearch = readerOf(z.object({ comments: oneOf(["oldest"]), cursor }));
