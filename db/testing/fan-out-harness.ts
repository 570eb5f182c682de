/** A few tenants with a migration each, and runs over them, for tests of the fan-out. */
import { afterEach, beforeEach } from "vitest";
import { withAdmin } from "../cluster/admin.ts";
import { getTenant } from "../control/tenants.ts";
import type { DataTier } from "../data-tier.ts";
import { type FanOutOptions, fanOut, type TenantOutcome } from "../migrate/fan-out.ts";
import { type Migration, readMigrations } from "../migration-files.ts";
import { type ManyTenant, manyTenants } from "./many-tenants.ts";
import { scratchDataTier } from "./scratch.ts";
import { writeMigrations } from "./write-migrations.ts";

export const FIRST = "20260101000000_first";
export const SECOND = "20260102000000_second";
export const THIRD = "20260103000000_third";
export const first = { [FIRST]: "CREATE TABLE items (id int PRIMARY KEY, name text)" };
export const COUNT = 8;

export const load = (migrations: Record<string, string>, down?: Record<string, string>): Migration[] =>
  readMigrations(writeMigrations(migrations, down));
export const good = load({ ...first, [SECOND]: "ALTER TABLE items ADD COLUMN note text" });

/** Fresh for each test; `tier` and `made` are what the test that runs has. */
export const at = {} as { tier: DataTier; made: ManyTenant[] };

export function freshTenants(): void {
  beforeEach(async () => {
    at.tier = await scratchDataTier();
    at.made = await manyTenants(at.tier, COUNT, load(first));
  });
  afterEach(() => at.tier.close());
}

export async function run(migrations: Migration[], options: Partial<FanOutOptions> = {}) {
  const outcomes: TenantOutcome[] = [];
  const onOutcome = (outcome: TenantOutcome) => void outcomes.push(outcome);
  const result = await fanOut(at.tier, {
    migrations,
    after: () => [],
    actor: { kind: "cli", id: "me" },
    restRatio: 0,
    lockTimeoutMs: 100,
    onOutcome,
    ...options,
  });
  return { ...result, outcomes };
}

/** `$1` is the names of the schemas. */
export const inSchemas = <T extends object>(text: string): Promise<T[]> =>
  withAdmin(
    at.tier.urls.adminUrl,
    async (client) => (await client.query<T>(text, [at.made.map(({ schema }) => schema)])).rows,
  );

/** In how many schemas a column of this name is. */
export async function countColumn(name: string): Promise<number> {
  const text = `SELECT 1 AS found FROM information_schema.columns WHERE table_schema = ANY ($1) AND column_name = '${name}'`;
  return (await inSchemas(text)).length;
}

export const execute = (text: string): Promise<void> =>
  withAdmin(at.tier.urls.adminUrl, async (client) => void (await client.query(text)));

export const versionOf = async (id: string): Promise<string | null | undefined> =>
  (await at.tier.controlDb.read((tx) => getTenant(tx, id)))?.schemaVersion;
