import { z } from "zod";
import { WEBHOOK_EVENT_STATES } from "#app/db.shared.ts";
import { cursor, oneOf, readerOf, words } from "#app/validation/search.ts";

const events = z.object({ q: words, type: words, state: oneOf(WEBHOOK_EVENT_STATES), cursor });

export type EventSearch = z.infer<typeof events>;
export const readEventSearch = readerOf(events);
