import type { Tenant, TenantDb } from "#app/db.server.ts";

/** What is written in passing is left out then. */
export const isReadOnly = ({ tenant }: Pick<TenantDb, "tenant">): boolean => tenant.status === "read-only";

export type ReadOnlyFacts = {
  /** When it is expected to be over, in ISO 8601; undefined where nobody knows, or that has passed. */
  until: string | undefined;
  notice: string | undefined;
};

/** What the members of a read-only tenant are told of it; undefined for any other. */
export function readOnlyFacts(tenant: Tenant): ReadOnlyFacts | undefined {
  if (!isReadOnly({ tenant })) return undefined;
  const { readOnlyUntil, readOnlyNotice } = tenant;
  const isToCome = readOnlyUntil !== null && readOnlyUntil.getTime() > Date.now();
  return { until: isToCome ? readOnlyUntil.toISOString() : undefined, notice: readOnlyNotice ?? undefined };
}
