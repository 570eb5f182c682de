/** Where the control plane believes each tenant's place to be. */
import { and, eq, isNull } from "drizzle-orm";
import { MIGRATED_STATUSES, type TenantStatus } from "../routing/tenant.ts";
import type { ControlTx } from "./control-db.ts";
import { listOpenMoves } from "./moves.ts";
import { placements, tenants } from "./schema/tenants.ts";

/** Who has a place, until a purge takes it. */
const PLACED_STATUSES: TenantStatus[] = [...MIGRATED_STATUSES, "deleted"];

export type KnownPlace = {
  slug: string;
  kind: "schema" | "database";
  database: string;
  schema: string;
  /** Its place is there for certain: it is not being made, moved or dropped at this moment. */
  isSettled: boolean;
};

/** Of one cluster; of a tenant that moves both places are known. */
export async function listKnownPlaces(tx: ControlTx, cluster: string): Promise<KnownPlace[]> {
  const rows = await tx
    .select({
      tenantId: tenants.id,
      slug: tenants.slug,
      status: tenants.status,
      kind: placements.kind,
      database: placements.database,
      schema: placements.schema,
    })
    .from(placements)
    .innerJoin(tenants, eq(tenants.id, placements.tenantId))
    .where(and(eq(placements.cluster, cluster), isNull(placements.releasedAt)));
  const moves = await listOpenMoves(tx);
  const moving = new Set(moves.map(({ tenantId }) => tenantId));
  const isSettled = ({ tenantId, status }: { tenantId: string; status: TenantStatus }) =>
    PLACED_STATUSES.includes(status) && !moving.has(tenantId);
  const ends = moves.flatMap(({ from, to }) => [from, to]).filter((place) => place.cluster === cluster);
  return [
    ...rows.map((row) => ({ ...row, isSettled: isSettled(row) })),
    ...ends.map(({ kind, database, schema }) => ({ slug: "", kind, database, schema, isSettled: false })),
  ];
}
