/** The rows of a tenant in both planes, each as of one moment, in constant memory. */
import pg from "pg";
import { withAdmin } from "../cluster/admin.ts";
import type { DataTier } from "../data-tier.ts";
import { PlacementUnavailable } from "../errors.ts";
import type { Tenant } from "../routing/tenant.ts";
import type { ArchivedTable } from "./archived-tables.ts";
import { copyOut } from "./copy-out.ts";
import { AS_COPIED, COPYING } from "./copying.ts";

export type Snapshot = {
  migrations: { name: string; checksum: string }[];
  /** COPY's text format, in pieces of any size; a table is read to its end before the next one is begun. */
  copyOut(table: Pick<ArchivedTable, "plane" | "source">): AsyncIterable<Buffer>;
};

const SNAPSHOT = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
/**
 * In the tenant's place nothing has a name but what is in its schema. Throws PlacementUnavailable where there
 * is nothing to read.
 */
export async function withSnapshot<T>(
  tier: DataTier,
  tenant: Tenant,
  work: (snapshot: Snapshot) => Promise<T>,
): Promise<T> {
  const { cluster, database, schema } = tenant.placement;
  const { adminUrl } = await tier.clusterUrls(cluster);
  return withAdmin(
    tier.urls.adminUrl,
    (control) =>
      withAdmin(
        adminUrl,
        async (own) => {
          await begin(control, []);
          await begin(own, [
            `SET LOCAL search_path = ${pg.escapeIdentifier(schema)}`,
            ...(await holdingTables(own, schema)),
          ]);
          const migrations = await readLedger(own, tenant);
          return work({
            migrations,
            copyOut: ({ plane, source }) => copyOut(plane === "control" ? control : own, source),
          });
        },
        { ...COPYING, database },
      ),
    COPYING,
  );
}

async function begin(client: pg.Client, statements: string[]): Promise<void> {
  for (const statement of [SNAPSHOT, ...AS_COPIED, ...statements]) await client.query(statement);
}

/**
 * First, before the snapshot is taken: from then on nobody changes these tables, or puts others in their
 * place. Otherwise some would be read from before that and some from after, or as empty.
 */
async function holdingTables(client: pg.Client, schema: string): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    "SELECT tablename AS name FROM pg_tables WHERE schemaname = $1 ORDER BY tablename",
    [schema],
  );
  const names = rows.map(({ name }) => pg.escapeIdentifier(name));
  return names.length > 0 ? [`LOCK TABLE ${names.join(", ")} IN ACCESS SHARE MODE`] : [];
}

async function readLedger(client: pg.Client, { slug }: Tenant): Promise<Snapshot["migrations"]> {
  const { rows: there } = await client.query("SELECT to_regclass('_migrations') IS NOT NULL AS there");
  if (!there[0]?.there) throw new PlacementUnavailable(`The tenant ${slug} has no place to read from.`);
  const { rows } = await client.query<{ name: string; checksum: string }>(
    'SELECT name, checksum FROM "_migrations" ORDER BY name',
  );
  return rows;
}
