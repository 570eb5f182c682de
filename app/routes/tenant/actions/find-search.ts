import { z } from "zod";
import { readerOf, words } from "#app/validation/search.ts";

export const readFindSearch = readerOf(z.object({ q: words }));
