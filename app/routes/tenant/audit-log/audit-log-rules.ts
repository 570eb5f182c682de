import { z } from "zod";
import { AUDIT_GROUPS } from "#app/db.shared.ts";
import { cursor, day, oneOf, readerOf, words } from "#app/validation/search.ts";

const filters = z.object({ actor: words, group: oneOf(AUDIT_GROUPS), from: day, to: day });

/** What the log is filtered by, and an export with it; CSV unless it says otherwise. */
export const auditExport = filters.extend({ format: oneOf(["json"]) });

export type AuditLogSearch = z.infer<typeof filters> & { cursor?: string | undefined };
export const readAuditLogSearch: (params: URLSearchParams) => AuditLogSearch = readerOf(
  filters.extend({ cursor }),
);
