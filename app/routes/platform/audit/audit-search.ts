import { z } from "zod";
import { cursor, day, readerOf, words } from "#app/validation/search.ts";

const audit = z.object({ tenant: words, actor: words, action: words, from: day, to: day, cursor });

export type AuditSearch = z.infer<typeof audit>;
export const readAuditSearch = readerOf(audit);
