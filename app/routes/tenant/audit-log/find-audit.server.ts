/** What the log's page and its exports ask for: the workspace's own entries, and what people are called. */
import type { RouterContextProvider } from "react-router";
import { tenantContext, tenantControlContext, tenantDbContext } from "#app/context.ts";
import { listMemberNames, listMemberSummaries } from "#app/db.people.server.ts";
import { listWorkspaceAudit, type TenantDb, type WorkspaceAuditEntry } from "#app/db.server.ts";
import { effectiveTimeZone } from "#app/http/preferences.server.ts";
import { momentsOf } from "#app/i18n/zoned-days.ts";
import type { AuditLogSearch } from "./audit-log-rules.ts";
import { personIn } from "./audit-words.ts";

type Asking = { request: Request; context: Readonly<RouterContextProvider> };

/** `actorName` of a member, `personName` of whom it was done to; null for nobody, and where it is unknown. */
export type NamedEntry = WorkspaceAuditEntry & { actorName: string | null; personName: string | null };

/** People of one name that a filter finds. */
const MAX_NAMED = 100;

/** Answers what lists a page from a cursor on. */
export async function auditLister(
  { request, context }: Asking,
  { actor, group, from, to }: Omit<AuditLogSearch, "cursor">,
) {
  const { id: tenantId } = context.get(tenantContext);
  const db = context.get(tenantDbContext);
  const timeZone = await effectiveTimeZone({ request, context });
  const people = actor ? await idsOf(db, actor) : undefined;
  const filter = { group, people, ...momentsOf({ from, to }, timeZone) };
  return async (at: { cursor?: string | undefined; limit: number }) => {
    const control = context.get(tenantControlContext);
    const page = await control.read((tx) => listWorkspaceAudit(tx, tenantId, { ...filter, ...at }));
    return { ...page, items: await named(db, page.items) };
  };
}

async function idsOf(db: TenantDb, search: string): Promise<string[]> {
  const { items } = await db.read((tx) => listMemberSummaries(tx, { search, limit: MAX_NAMED }));
  return items.map(({ id }) => id);
}

async function named(db: TenantDb, entries: WorkspaceAuditEntry[]): Promise<NamedEntry[]> {
  const ids = new Set(entries.flatMap((entry) => [entry.actorId ?? [], personIn(entry) ?? []].flat()));
  const names = ids.size > 0 ? await db.read((tx) => listMemberNames(tx, [...ids])) : new Map();
  const nameOf = (id: string | undefined | null): string | null => (id && names.get(id)) || null;
  return entries.map((entry) => ({
    ...entry,
    actorName: nameOf(entry.actorId),
    personName: nameOf(personIn(entry)),
  }));
}
