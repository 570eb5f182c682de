import { z } from "zod";
import { cursor, readerOf } from "#app/validation/search.ts";

export const readSecuritySearch = readerOf(z.object({ cursor }));
