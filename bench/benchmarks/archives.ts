/** Archives: how fast rows come back, against COPY alone, and what a large tenant takes of memory. */
import { createReadStream, createWriteStream, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { verifyArchive } from "../../db/archive/read-archive.ts";
import { restoreArchive } from "../../db/archive/restore-archive.ts";
import { createArchive } from "../../db/archive/write-archive.ts";
import { withAdmin } from "../../db/cluster/admin.ts";
import { loginOf } from "../../db/cluster/prepare.ts";
import { SYSTEM } from "../../db/control/audit-log.ts";
import { newId } from "../../db/id.ts";
import { giveBirth } from "../../db/lifecycle/birth.ts";
import { tenantIdentifier } from "../../db/routing/placement.ts";
import type { Tenant } from "../../db/routing/tenant.ts";
import { median } from "../lib/compare.ts";
import { atLeast, atMost, type Result } from "../lib/report.ts";
import { OWNER, openStage, type Stage, settleDisk } from "../lib/stage.ts";

const ROWS = 100_000;
const ROUNDS = 3;
const LARGE_ROWS = 100_000;
const LARGE_ROW_BYTES = 10_240;
const SAMPLE_EVERY_MS = 20;
const MIB = 2 ** 20;

const secondsOf = async (work: () => Promise<unknown>) => {
  const startedAt = performance.now();
  await work();
  return (performance.now() - startedAt) / 1000;
};

/** On a stage of its own, with a folder for its files. */
async function withFolder(
  work: (stage: Stage, tenant: Tenant, file: string) => Promise<Result>,
): Promise<Result> {
  const stage = await openStage();
  const folder = mkdtempSync(join(tmpdir(), "tenantry-bench-archive-"));
  try {
    const [tenant] = await stage.tenants(1);
    return await work(stage, tenant as Tenant, join(folder, "a.tenant"));
  } finally {
    rmSync(folder, { recursive: true });
    await stage.close();
  }
}

const execute = (stage: Stage, text: string) =>
  withAdmin(stage.tier.urls.adminUrl, async (client) => void (await client.query(text)));

const write = ({ tier }: Stage, tenant: Tenant, file: string) =>
  createArchive(tier, tenant, (bytes) => pipeline(bytes, createWriteStream(file)));
const read = (file: string) => createReadStream(file) as AsyncIterable<Buffer>;

type Copied = { name: string; columns: string[]; parts: Buffer[] };

/** The whole restore, with both readings of the file and every comparison, against its rows by COPY alone. */
export const restore100k = (): Promise<Result> =>
  withFolder(async (stage, tenant, file) => {
    process.stderr.write(`  making ${ROWS} rows …\n`);
    await execute(
      stage,
      `INSERT INTO "${tenant.placement.schema}".projects (id, name, slug, description, created_by)
       SELECT gen_random_uuid(), 'Survey ' || n || ' of ' || left(md5(n::text), 6), 'survey-' || n,
         'What was found at ' || md5(n::text) || ', and what is to be done about it.', '${OWNER.id}'
       FROM generate_series(1, ${ROWS}) n`,
    );
    await write(stage, tenant, file);
    const tables = await tablesOf(file);
    const times: { ours: number; bare: number }[] = [];
    for (let round = 0; round <= ROUNDS; round++) {
      const time = { ours: 0, bare: 0 };
      const works = {
        ours: () => restore(stage, file, `copy-${round}`),
        bare: await bareCopy(stage, tables),
      };
      for (const who of round % 2 ? (["ours", "bare"] as const) : (["bare", "ours"] as const)) {
        await settleDisk(stage.tier.urls.adminUrl);
        time[who] = await secondsOf(works[who]);
      }
      // The first round warms both up.
      if (round > 0) times.push(time);
    }
    const [ours, bare] = [median(times.map((time) => time.ours)), median(times.map((time) => time.bare))];
    const ratio = median(times.map((time) => time.bare / time.ours));
    const detail = `${(ROWS / ours).toFixed(0)} rows/s against ${(ROWS / bare).toFixed(0)}, its place made and its rows read back`;
    return atLeast("restore-100k", ratio, 0.8, detail);
  });

const restore = ({ tier }: Stage, file: string, slug: string) =>
  restoreArchive(tier, { open: () => read(file) }, { slug, actor: SYSTEM });

async function tablesOf(file: string): Promise<Copied[]> {
  const tables = new Map<string, Copied>();
  await verifyArchive(read(file), {
    onPart: async ({ plane, name, columns }, lines) => {
      if (plane !== "tenant") return;
      const table = tables.get(name) ?? { name, columns, parts: [] };
      table.parts.push(Buffer.from(lines));
      tables.set(name, table);
    },
  });
  return [...tables.values()];
}

/** A schema that has everything but rows; answers what copies them in, in one transaction. */
async function bareCopy({ tier }: Stage, tables: Copied[]): Promise<() => Promise<void>> {
  const { url, adminUrl } = tier.urls;
  const schema = tenantIdentifier(newId());
  await giveBirth({ adminUrl, login: loginOf(url), newborns: [{ schema }] });
  const copy = async (client: pg.Client) => {
    await client.query(`BEGIN; SET LOCAL search_path = ${pg.escapeIdentifier(schema)}`);
    for (const { name, columns, parts } of tables)
      await pipeline(parts, client.query(copyFrom(`COPY ${name} (${columns.join(", ")}) FROM STDIN`)));
    await client.query("COMMIT");
  };
  return () => withAdmin(adminUrl, copy, { pipelines: false });
}

/** How much this process grows while a tenant of a gigabyte is written into a file, and read from it. */
export const archiveMemory = (): Promise<Result> =>
  withFolder(async (stage, tenant, file) => {
    await write(stage, tenant, file);
    await verifyArchive(read(file));
    process.stderr.write(`  making ${((LARGE_ROWS * LARGE_ROW_BYTES) / MIB).toFixed(0)} MiB of rows …\n`);
    await execute(
      stage,
      `INSERT INTO "${tenant.placement.schema}".activity (actor_id, action, subject_type, subject_id, subject_name)
       SELECT 'x', 'x', 'workspace', n::text,
         (SELECT string_agg(md5(n::text || k), '') FROM generate_series(1, ${LARGE_ROW_BYTES / 32}) k)
       FROM generate_series(1, ${LARGE_ROWS}) n`,
    );
    const written = await growthOf(async () => {
      const { tables } = await write(stage, tenant, file);
      return tables.reduce((sum, { bytes }) => sum + bytes, 0);
    });
    const verified = await growthOf(async () => void (await verifyArchive(read(file))));
    const growth = Math.max(written.mib, verified.mib);
    const detail = `${((written.answer ?? 0) / MIB).toFixed(0)} MiB of rows: ${written.mib.toFixed(0)} MiB more while they are written, ${verified.mib.toFixed(0)} while they are read`;
    return atMost("archive-memory", growth, 64, detail, "MiB");
  });

/** Of resident memory, at its highest. */
async function growthOf<T>(work: () => Promise<T>): Promise<{ mib: number; answer: T }> {
  const before = process.memoryUsage().rss;
  let highest = before;
  const sampling = setInterval(() => {
    highest = Math.max(highest, process.memoryUsage().rss);
  }, SAMPLE_EVERY_MS);
  try {
    return { answer: await work(), mib: (highest - before) / MIB };
  } finally {
    clearInterval(sampling);
  }
}
