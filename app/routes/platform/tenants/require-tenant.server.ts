import { data } from "react-router";
import { type DataTier, getTenant, isTenantId, type Tenant } from "#app/db.server.ts";
import { requireFound } from "#app/http/require-found.ts";

/** The id in an address. What has not the form of one is no tenant: 404, before any query. */
export function requireTenantId(value: string): string {
  if (!isTenantId(value)) throw data(null, { status: 404 });
  return value;
}

export async function requireTenant(tier: DataTier, value: string): Promise<Tenant> {
  const id = requireTenantId(value);
  return requireFound(await tier.controlDb.read((tx) => getTenant(tx, id)));
}
