import { z } from "zod";
import { cursor, oneOf, readerOf, words } from "#app/validation/search.ts";

export const eventStates = ["processed", "failed", "waiting"] as const;

const events = z.object({ q: words, type: words, state: oneOf(eventStates), cursor });

export type EventSearch = z.infer<typeof events>;
export const readEventSearch = readerOf(events);
