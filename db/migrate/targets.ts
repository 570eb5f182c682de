/** Whom a run concerns: one query, whatever the number of tenants. */
import { and, eq, gt, inArray, type SQL } from "drizzle-orm";
import type { ControlTx } from "../control/control-db.ts";
import { placements, tenants } from "../control/schema/tenants.ts";
import { isBehindSql } from "../control/tenant-list.ts";
import type { PlacementKind } from "../routing/placement.ts";
import type { TenantStatus } from "../routing/tenant.ts";
import { MIGRATED_STATUSES } from "../routing/tenant.ts";

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
};

export type TargetFilter = { tenantIds?: string[] | undefined; clusters?: string[] | undefined };

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

/** Tenants that lack something of `latest`, by database, so that a connection serves many. */
export const listBehind = (tx: ControlTx, latest: string | null, filter: TargetFilter): Promise<Target[]> =>
  select(tx, and(isBehindSql(latest), ...conditions(filter)));

/** Tenants that have more than `version`. */
export const listAhead = (tx: ControlTx, version: string, filter: TargetFilter): Promise<Target[]> =>
  select(tx, and(gt(tenants.schemaVersion, version), ...conditions(filter)));

/** Whatever version they have. */
export const listPlaced = (tx: ControlTx, filter: TargetFilter): Promise<Target[]> =>
  select(tx, and(...conditions(filter)));

const conditions = ({ tenantIds, clusters }: TargetFilter): (SQL | undefined)[] => [
  inArray(tenants.status, MIGRATED_STATUSES),
  tenantIds ? inArray(tenants.id, tenantIds) : undefined,
  clusters ? inArray(placements.cluster, clusters) : undefined,
];

const select = (tx: ControlTx, where: SQL | undefined): Promise<Target[]> =>
  tx
    .select(columns)
    .from(tenants)
    .innerJoin(placements, eq(placements.tenantId, tenants.id))
    .where(where)
    .orderBy(placements.cluster, placements.kind, placements.database, tenants.id);
