/** The one door to tenant data: tenant → TenantDb. */

import { PlacementUnavailable } from "../errors.ts";
import type { ConnectionRegistry } from "./connection-registry.ts";
import { tenantIdentifier } from "./placement.ts";
import type { Tenant } from "./tenant.ts";
import { type TenantDb, type TenantDbOptions, tenantDb } from "./tenant-db.ts";

export interface TenantRouter {
  /** Checks that the placement is this tenant's own, before any SQL. Throws PlacementUnavailable. */
  connect(tenant: Tenant): TenantDb;
}

export function createTenantRouter(
  connections: ConnectionRegistry,
  { channelOf, findAgain }: TenantDbOptions,
): TenantRouter {
  const options: TenantDbOptions = {
    channelOf,
    findAgain: async (tenant) => {
      const found = await findAgain(tenant);
      if (found) requireOwn(found);
      return found;
    },
  };
  return {
    connect(tenant) {
      requireOwn(tenant);
      return tenantDb(tenant, connections, options);
    },
  };
}

function requireOwn({ id, placement: { schema, role, kind, database } }: Tenant): void {
  const own = tenantIdentifier(id);
  const fits = schema === own && role === own && (kind !== "database" || database === own);
  if (!fits) throw new PlacementUnavailable(`The placement of tenant ${id} is not its own.`);
}
