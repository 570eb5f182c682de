/** One small tenant as a file, among many: against what a dump of its schema asks the server first. */
import pg from "pg";
import { copyOut } from "../../db/archive/copy-out.ts";
import { createArchive } from "../../db/archive/write-archive.ts";
import { withAdmin } from "../../db/cluster/admin.ts";
import type { Tenant } from "../../db/routing/tenant.ts";
import { compare, figures, type Load, measure } from "../lib/compare.ts";
import { DUMP_QUERIES } from "../lib/dump-queries.ts";
import { atLeast, atMost, type Result } from "../lib/report.ts";
import { openStage, type Stage } from "../lib/stage.ts";

const [MANY, MORE] = [1_000, 5_000];
const LOAD: Load = { concurrency: 1, roundMs: 2_000, rounds: 5 };

/** To its end, and into nothing. */
const archive = ({ tier }: Stage, tenant: Tenant) =>
  createArchive(tier, tenant, async (bytes) => {
    for await (const _ of bytes);
  });

/** The catalogs, and then its rows. Answers come as COPY sends them: nothing is parsed. */
const dump = ({ tier }: Stage, { placement: { schema } }: Tenant) =>
  withAdmin(
    tier.urls.adminUrl,
    async (client) => {
      await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
      const tables = await client.query<{ name: string }>(
        "SELECT tablename AS name FROM pg_tables WHERE schemaname = $1",
        [schema],
      );
      const own = tables.rows.map(
        ({ name }) => `${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(name)}`,
      );
      for (const source of [...DUMP_QUERIES.map((query) => `(${query})`), ...own])
        for await (const _ of copyOut(client, source));
    },
    { pipelines: false },
  );

export async function archiveAmongMany(stage: Stage): Promise<Result> {
  const tenants = await stage.tenants(MANY);
  const tenant = tenants[MANY / 2] as Tenant;
  const outcome = await compare(
    () => archive(stage, tenant),
    () => dump(stage, tenant),
    LOAD,
  );
  return atLeast("archive-1000", outcome.ratio, 5, `${figures(outcome)}, one at a time`);
}

/** Whether what an archive takes grows with the number of the others. */
export async function archiveAmongMore(): Promise<Result> {
  const stage = await openStage();
  try {
    const p50 = async (count: number) => {
      const tenant = (await stage.tenants(count))[count / 2] as Tenant;
      await measure(() => archive(stage, tenant), LOAD);
      return (await measure(() => archive(stage, tenant), { ...LOAD, roundMs: LOAD.roundMs * 3 })).p50Ms;
    };
    const [few, many] = [await p50(MANY), await p50(MORE)];
    const detail = `p50 ${many.toFixed(1)} ms among ${MORE}, ${few.toFixed(1)} ms among ${MANY}`;
    return atMost("archive-5000", many / few, 1.5, detail);
  } finally {
    await stage.close();
  }
}
