import { z } from "zod";
import { cursor, oneOf, readerOf } from "#app/validation/search.ts";
import { SHOWN } from "./notification-rules.ts";

export const readNotificationSearch = readerOf(z.object({ show: oneOf(SHOWN), cursor }));
