/** Drift of a thousand tenants, as a multiple of one pass over the same catalog that only counts. */
import { withAdmin } from "../../db/cluster/admin.ts";
import { findDrift } from "../../db/migrate/drift.ts";
import { median } from "../lib/compare.ts";
import { atMost, type Result } from "../lib/report.ts";
import type { Stage } from "../lib/stage.ts";

const TENANTS = 1_000;
const ROUNDS = 3;
/** Passes that whoever compares may take; seconds are the machine's. */
const MOST_PASSES = 2;

/** Every definition that a schema is made of, read once: what nobody who compares can do without. */
const ONE_PASS = `SELECT sum(length(text)) FROM (
  SELECT pg_get_indexdef(indexrelid) AS text FROM pg_index
  UNION ALL SELECT pg_get_constraintdef(oid) FROM pg_constraint
  UNION ALL SELECT format_type(atttypid, atttypmod) FROM pg_attribute WHERE attnum > 0) AS definitions`;

const secondsOf = async (work: () => Promise<unknown>) => {
  const startedAt = performance.now();
  await work();
  return (performance.now() - startedAt) / 1000;
};

export async function drift(stage: Stage): Promise<Result> {
  await stage.tenants(TENANTS);
  const lookAtAll = async () => {
    let looked = 0;
    for await (const { error, differences } of findDrift(stage.tier, {})) {
      if (error || differences.length > 0) throw error ?? new Error("A tenant of the stage differs.");
      looked++;
    }
    if (looked < TENANTS) throw new Error(`Only ${looked} were looked at.`);
  };
  const onePass = () => withAdmin(stage.tier.urls.adminUrl, (client) => client.query(ONE_PASS));
  const times: { ours: number; pass: number }[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const times1 = { ours: await secondsOf(lookAtAll), pass: await secondsOf(onePass) };
    if (round > 0) times.push(times1);
  }
  const [ours, pass] = [median(times.map((each) => each.ours)), median(times.map((each) => each.pass))];
  const ratio = median(times.map((each) => each.ours / each.pass));
  const detail = `${ours.toFixed(2)} s, one pass over the catalog ${pass.toFixed(2)} s`;
  return atMost("drift-1000", ratio, MOST_PASSES, detail);
}
