/**
 * What moves have left on a server that no open move knows: a slot keeps the write-ahead log until the disk
 * is full. Of tenants of this installation alone: others may share the server.
 */
import { inArray } from "drizzle-orm";
import { withAdmin } from "../cluster/admin.ts";
import { listOpenMoves } from "../control/moves.ts";
import { placements } from "../control/schema/tenants.ts";
import type { DataTier } from "../data-tier.ts";
import { dropSlot, dropSubscription } from "./end-stream.ts";
import { likeStreamName, schemaOfStream } from "./names.ts";

export type Orphan = {
  kind: "slot" | "subscription";
  name: string;
  /** The database that it is in. */
  database: string;
};

const FOUND = `
  SELECT 'subscription' AS kind, s.subname AS name, d.datname AS database
    FROM pg_subscription s JOIN pg_database d ON d.oid = s.subdbid WHERE ${likeStreamName("s.subname")}
  UNION ALL
  SELECT 'slot', slot_name, database FROM pg_replication_slots WHERE ${likeStreamName("slot_name")}`;

/** On the server that this address leads to; subscriptions first, which would keep their slots in use. */
export async function findOrphans(tier: DataTier, adminUrl: string): Promise<Orphan[]> {
  const { rows } = await withAdmin(adminUrl, (client) => client.query<Orphan>(FOUND));
  const schemas = [...new Set(rows.flatMap(({ name }) => schemaOfStream(name) ?? []))];
  if (schemas.length === 0) return [];
  const orphaned = await tier.controlDb.read(async (tx) => {
    // In this order: a move that begins in between is known by the time its streams are looked for.
    const ours = await tx
      .select({ schema: placements.schema })
      .from(placements)
      .where(inArray(placements.schema, schemas));
    const moving = new Set((await listOpenMoves(tx)).map(({ from }) => from.schema));
    return new Set(ours.map(({ schema }) => schema).filter((schema) => !moving.has(schema)));
  });
  return rows.filter(({ name }) => orphaned.has(schemaOfStream(name) ?? ""));
}

/** Idempotent. */
export async function removeOrphans(adminUrl: string, orphans: Orphan[]): Promise<void> {
  for (const { kind, name, database } of orphans)
    await withAdmin(
      adminUrl,
      (client) => (kind === "slot" ? dropSlot(client, name) : dropSubscription(client, name)),
      { database, pipelines: false },
    );
}
