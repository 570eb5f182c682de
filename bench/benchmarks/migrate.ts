/**
 * One migration for 500 tenants against the peer's fan-out, nothing to do for 500, and what tenants notice of
 * it.
 */
import { createHash } from "node:crypto";
import { SYSTEM } from "../../db/control/audit-log.ts";
import { fanOut } from "../../db/migrate/fan-out.ts";
import { loadMigrations, type Migration } from "../../db/migration-files.ts";
import { measure, median } from "../lib/compare.ts";
import { openPeer, type Peer } from "../lib/peer.ts";
import { type PeerFolder, peerFolder } from "../lib/peer-folder.ts";
import { readTogether } from "../lib/queries.ts";
import { atLeast, type Result } from "../lib/report.ts";
import { type Stage, settleDisk } from "../lib/stage.ts";

const TENANTS = 500;
const ROUNDS = 5;
const PEER_CONCURRENCY = 10;
const LOAD = { concurrency: 8, rounds: 1 };

type Prepared = { migrations: Migration[]; peer: Peer; folder: PeerFolder; schemas: string[] };
let prepared: Prepared | undefined;
let sequence = 0;

/** Both with 500 tenants that have everything. */
export async function prepare(stage: Stage): Promise<Prepared> {
  if (prepared) return prepared;
  await stage.tenants(TENANTS);
  const folder = peerFolder();
  const schemas = Array.from({ length: TENANTS }, (_, n) => `peer_migrate_${n}`);
  const peer = await openPeer({ url: stage.tier.urls.adminUrl, migrationsFolder: folder.path, schemas });
  process.stderr.write(`  making ${TENANTS} tenants of the peer …\n`);
  await peer.createTenants(schemas, PEER_CONCURRENCY);
  await settleDisk(stage.tier.urls.adminUrl);
  prepared = { migrations: loadMigrations("tenant"), peer, folder, schemas };
  return prepared;
}

function nextMigration(): Migration {
  const column = `bench_${++sequence}`;
  const statements = [
    `ALTER TABLE "projects" ADD COLUMN "${column}" integer`,
    `CREATE INDEX "projects_${column}_idx" ON "projects" ("${column}")`,
  ];
  const name = `20990101${String(sequence).padStart(6, "0")}_${column}`;
  return {
    name,
    checksum: createHash("sha256").update(statements.join()).digest("hex"),
    statements,
  } as Migration;
}

const secondsOf = async (work: () => Promise<unknown>) => {
  const startedAt = performance.now();
  await work();
  return (performance.now() - startedAt) / 1000;
};

/** Answers how many were migrated: all that the stage has, which may be more than were asked for. */
const ourRun = async (stage: Stage, migrations: Migration[], expected: number): Promise<number> => {
  const { done, failed } = await fanOut(stage.tier, { actor: SYSTEM, migrations });
  if (failed > 0 || done < expected)
    throw new Error(`Of ${expected} tenants ${done} were migrated, ${failed} failed.`);
  return done;
};

/** One migration more for all tenants of the stage. */
export async function migrateAll(stage: Stage, expected: number): Promise<number> {
  const { migrations } = await prepare(stage);
  migrations.push(nextMigration());
  return ourRun(stage, migrations, expected);
}

export async function peerMigrate(stage: Stage): Promise<Result> {
  const { migrations, peer, folder, schemas } = await prepare(stage);
  const rates: { ours: number; theirs: number }[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const migration = nextMigration();
    migrations.push(migration);
    folder.add(migration);
    let done = 0;
    const seconds = await secondsOf(async () => {
      done = await ourRun(stage, migrations, TENANTS);
    });
    const ours = done / seconds;
    const theirs = TENANTS / (await secondsOf(() => peer.migrateAll(schemas, PEER_CONCURRENCY)));
    // The first round warms both up.
    if (round > 0) rates.push({ ours, theirs });
  }
  const ratio = median(rates.map(({ ours, theirs }) => ours / theirs));
  const [mine, their] = [median(rates.map(({ ours }) => ours)), median(rates.map(({ theirs }) => theirs))];
  return atLeast("peer-migrate-500", ratio, 8, `${mine.toFixed(0)} tenants/s against ${their.toFixed(0)}/s`);
}

export async function peerNoop(stage: Stage): Promise<Result> {
  const { migrations, peer, schemas } = await prepare(stage);
  const times: { ours: number; theirs: number }[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const ours = await secondsOf(() => ourRun(stage, migrations, 0));
    times.push({ ours, theirs: await secondsOf(() => peer.migrateAll(schemas, PEER_CONCURRENCY)) });
  }
  const ratio = median(times.map(({ ours, theirs }) => theirs / ours));
  const [mine, their] = [median(times.map(({ ours }) => ours)), median(times.map(({ theirs }) => theirs))];
  return atLeast(
    "peer-noop-500",
    ratio,
    30,
    `${(mine * 1000).toFixed(0)} ms against ${(their * 1000).toFixed(0)} ms`,
  );
}

/** Reads of tenants while a fan-out runs with its default throttle, against the same in quiet. */
export async function fanOutWhileServing(stage: Stage): Promise<Result> {
  const tenants = await stage.tenants(TENANTS);
  const handles = tenants.map((tenant) => stage.tier.tenantRouter.connect(tenant));
  const read = async (n: number) => handles[(n * 7919) % TENANTS]?.read(readTogether);
  const { migrations } = await prepare(stage);
  await measure(read, { ...LOAD, roundMs: 1_000 });
  const ratios: number[] = [];
  let errors = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const quiet = await measure(read, { ...LOAD, roundMs: 2_000 });
    migrations.push(nextMigration());
    let running = true;
    const run = ourRun(stage, migrations, TENANTS).finally(() => {
      running = false;
    });
    const [startedAt, before] = [performance.now(), { done: 0 }];
    while (running) {
      const slice = await measure(read, { ...LOAD, roundMs: 100 });
      before.done += slice.perSecond * 0.1;
      errors += slice.errors;
    }
    await run;
    const served = before.done / ((performance.now() - startedAt) / 1000);
    ratios.push(served / quiet.perSecond);
  }
  return atLeast("fanout-while-serving", median(ratios), 0.6, `of quiet throughput; ${errors} errors`);
}
