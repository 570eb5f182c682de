import { z } from "zod";
import { cursor, oneOf, readerOf } from "#app/validation/search.ts";

const resultStates = ["done", "failed"] as const;

const results = z.object({ state: oneOf(resultStates), cursor });

export const readResultSearch = readerOf(results);
