import { z } from "zod";
import { cursor, readerOf } from "#app/validation/search.ts";

export const readInvitationSearch = readerOf(z.object({ cursor }));
