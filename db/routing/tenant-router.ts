/** The one door to tenant data: tenant → TenantDb. */

import { PlacementUnavailable } from "../errors.ts";
import type { ConnectionRegistry } from "./connection-registry.ts";
import { tenantIdentifier } from "./placement.ts";
import type { Tenant } from "./tenant.ts";
import { type ChannelOf, type TenantDb, tenantDb } from "./tenant-db.ts";

export interface TenantRouter {
  /** Checks that the placement is this tenant's own, before any SQL. Throws PlacementUnavailable. */
  connect(tenant: Tenant): TenantDb;
}

export function createTenantRouter(connections: ConnectionRegistry, channelOf: ChannelOf): TenantRouter {
  return {
    connect(tenant) {
      const { schema, role, kind, database } = tenant.placement;
      const own = tenantIdentifier(tenant.id);
      const fits = schema === own && role === own && (kind !== "database" || database === own);
      if (!fits) throw new PlacementUnavailable(`The placement of tenant ${tenant.id} is not its own.`);
      return tenantDb(tenant, connections, channelOf);
    },
  };
}
