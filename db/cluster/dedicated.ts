/** The databases of a cluster that belong to one tenant each. */
import { listDedicatedPlacements } from "../control/tenants.ts";
import type { DataTier } from "../data-tier.ts";
import type { Placement } from "../routing/placement.ts";
import { withAdmin } from "./admin.ts";

/** Those that are there: a tenant that is being made may not have its database yet. */
export async function listDedicated(tier: DataTier, cluster: string, adminUrl: string): Promise<Placement[]> {
  const places = await tier.controlDb.read((tx) => listDedicatedPlacements(tx, cluster));
  const { rows } = await withAdmin(adminUrl, (client) =>
    client.query<{ datname: string }>(
      "SELECT datname FROM pg_database WHERE datname = ANY ($1) AND datconnlimit <> -2",
      [places.map(({ database }) => database)],
    ),
  );
  const there = new Set(rows.map(({ datname }) => datname));
  return places.filter(({ database }) => there.has(database));
}
