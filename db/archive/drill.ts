/**
 * Restores last good archives, and takes what it made away again: in a schema of nobody's, inside a
 * transaction that is rolled back. So nobody can enter it, and however it ends, nothing is left.
 */
import { createHash } from "node:crypto";
import pg from "pg";
import { type GoodArchive, listArchiveStandings } from "../control/archive-standing.ts";
import { noteDrill } from "../control/archives.ts";
import { type Actor, recordAudit } from "../control/audit-log.ts";
import { getTenant } from "../control/tenants.ts";
import type { DataTier } from "../data-tier.ts";
import { PlacementUnavailable } from "../errors.ts";
import { inScratchSchema } from "../migrate/scratch-schema.ts";
import { ArchiveRefused } from "./archive-refused.ts";
import { CopiedSettings } from "./copied-settings.ts";
import { AS_COPIED } from "./copying.ts";
import type { TableFacts } from "./format.ts";
import { type ArchiveSource, loadInto } from "./load-rows.ts";
import { type VerifiedArchive, verifyArchive } from "./read-archive.ts";
import { requireMigrations } from "./require-readable.ts";
import { locateFile } from "./store/open-store.ts";
import { FileMissing } from "./store/store.ts";
import { messageOf } from "./take-archive.ts";

export type DrillOptions = {
  actor: Actor;
  /** How many archives; of as many tenants. */
  sample: number;
  /** The same seed draws the same of the same tenants. */
  seed: string;
  passphrase: string | undefined;
  signal?: AbortSignal | undefined;
  onDrilled?: ((drilled: Drilled) => void) | undefined;
  /** Told of each table once its rows are there and compared. */
  onTable?: ((facts: TableFacts) => void) | undefined;
};

/**
 * `bad`: it cannot be restored, and counts as no good one from now on. `undone`: something else failed, and
 * nothing is known of it.
 */
export type Drilled = {
  tenantId: string;
  slug: string;
  address: string;
  state: "good" | "bad" | "undone";
  rows: number;
  ms: number;
  error?: string;
};

/** Writes down how each went, and in the audit log that it was done. */
export async function drillArchives(tier: DataTier, options: DrillOptions): Promise<Drilled[]> {
  const { actor, seed, signal, onDrilled } = options;
  const drilled: Drilled[] = [];
  for (const { slug, last } of await draw(tier, options)) {
    if (signal?.aborted) break;
    const outcome = await drillOne(tier, slug, last, options);
    drilled.push(outcome);
    onDrilled?.(outcome);
  }
  const idsOf = (state: Drilled["state"]) =>
    drilled.filter((each) => each.state === state).map(({ tenantId }) => tenantId);
  const detail = { seed, good: idsOf("good"), bad: idsOf("bad"), undone: idsOf("undone") };
  await tier.controlDb.write((tx) => recordAudit(tx, { actor, action: "archive.drill", detail }));
  return drilled;
}

type Drawn = { slug: string; last: GoodArchive };

async function draw(tier: DataTier, { sample, seed }: DrillOptions): Promise<Drawn[]> {
  const standings = await tier.controlDb.read((tx) => listArchiveStandings(tx));
  const lot = (tenantId: string) => createHash("sha256").update(`${seed}:${tenantId}`).digest("hex");
  return standings
    .flatMap(({ slug, last }) => (last ? [{ slug, last, lot: lot(last.tenantId) }] : []))
    .sort((one, other) => (one.lot < other.lot ? -1 : 1))
    .slice(0, sample);
}

async function drillOne(
  tier: DataTier,
  slug: string,
  { id, tenantId, address }: GoodArchive,
  options: DrillOptions,
): Promise<Drilled> {
  const begunMs = performance.now();
  let rows = 0;
  const onTable = (facts: TableFacts) => {
    rows += facts.rows;
    options.onTable?.(facts);
  };
  const told = (state: Drilled["state"], error?: string): Drilled => ({
    ...{ tenantId, slug, address, state, rows, ms: Math.round(performance.now() - begunMs) },
    ...(error !== undefined && { error }),
  });
  try {
    await restoreAndForget(tier, { tenantId, address }, options.passphrase, onTable);
    await tier.controlDb.write((tx) => noteDrill(tx, id));
    return told("good");
  } catch (thrown) {
    const error = messageOf(thrown);
    if (!(thrown instanceof ArchiveRefused || thrown instanceof FileMissing)) return told("undone", error);
    await tier.controlDb.write((tx) => noteDrill(tx, id, error));
    return told("bad", error);
  }
}

type Kept = Pick<GoodArchive, "tenantId" | "address">;

async function restoreAndForget(
  tier: DataTier,
  { tenantId, address }: Kept,
  passphrase: string | undefined,
  onTable: (facts: TableFacts) => void,
): Promise<void> {
  const { store, name } = await locateFile(address);
  const source = { open: () => store.open(name), passphrase };
  const verified = await readWhole(source);
  if (verified.description.tenant.id !== tenantId)
    throw new ArchiveRefused("The archive is of another tenant.");
  await inScratchSchema(
    await adminUrlOf(tier, tenantId),
    requireMigrations(verified.description),
    async (client, schema) => {
      const path = `SET LOCAL search_path = ${pg.escapeIdentifier(schema)}`;
      for (const statement of [...AS_COPIED, path]) await client.query(statement);
      await loadInto(client, schema, source, verified, onTable);
    },
    { applicationName: "tenantry:drill", pipelines: false },
  );
}

/** All that a restore would read of it, before it wrote anything. */
async function readWhole({ open, passphrase }: ArchiveSource): Promise<VerifiedArchive> {
  const copied = new CopiedSettings();
  const onPart: Parameters<typeof verifyArchive>[1] = {
    passphrase,
    onPart: async (table, lines) => copied.take(table, lines),
  };
  const verified = await verifyArchive(open(), onPart);
  copied.ofTenant(verified.description);
  return verified;
}

/** The tenant's own server: there is room there for its rows. */
async function adminUrlOf(tier: DataTier, tenantId: string): Promise<string> {
  const tenant = await tier.controlDb.read((tx) => getTenant(tx, tenantId));
  if (!tenant) throw new PlacementUnavailable("The tenant is gone.");
  return (await tier.clusterUrls(tenant.placement.cluster)).adminUrl;
}
