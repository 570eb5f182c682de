/** Whom a run concerns: one query, whatever the number of tenants. */
import { and, eq, inArray, notInArray } from "drizzle-orm";
import type { ControlTx } from "../control/control-db.ts";
import { placements, tenants } from "../control/schema/tenants.ts";
import type { PlacementKind } from "../routing/placement.ts";
import type { TenantStatus } from "../routing/tenant.ts";
import { MIGRATED_STATUSES } from "../routing/tenant.ts";
import type { LedgerRow } from "./ledger.ts";

/** One tenant, where it physically is, with the version that the control plane knows of. */
export type Target = {
  tenantId: string;
  slug: string;
  status: TenantStatus;
  kind: PlacementKind;
  cluster: string;
  database: string;
  schema: string;
  version: string | null;
  /** What its own ledger says; undefined where that was not read. */
  ledger?: LedgerRow[];
};

export type TargetFilter = {
  tenantIds?: string[] | undefined;
  clusters?: string[] | undefined;
  /** Those that are left out. */
  exceptIds?: string[] | undefined;
};

const columns = {
  tenantId: tenants.id,
  slug: tenants.slug,
  status: tenants.status,
  kind: placements.kind,
  cluster: placements.cluster,
  database: placements.database,
  schema: placements.schema,
  version: tenants.schemaVersion,
};

/** Whatever version they have; by database, so that a connection serves many. */
export const listPlaced = (
  tx: ControlTx,
  { tenantIds, clusters, exceptIds }: TargetFilter,
): Promise<Target[]> =>
  tx
    .select(columns)
    .from(tenants)
    .innerJoin(placements, eq(placements.tenantId, tenants.id))
    .where(
      and(
        inArray(tenants.status, MIGRATED_STATUSES),
        tenantIds ? inArray(tenants.id, tenantIds) : undefined,
        clusters ? inArray(placements.cluster, clusters) : undefined,
        exceptIds ? notInArray(tenants.id, exceptIds) : undefined,
      ),
    )
    .orderBy(placements.cluster, placements.kind, placements.database, tenants.id);
