/** `tenants create --from FILE`: a result a line; good lines are done whatever the bad ones are. */
import { readFileSync } from "node:fs";
import { listClusterCapacities } from "../../control/capacity.ts";
import { entitlementsOf } from "../../control/entitlements.ts";
import { refillSpares } from "../../lifecycle/spares.ts";
import { EXIT, type ExitCode, exitWith, UsageError } from "../exit.ts";
import { requireClusters } from "../find.ts";
import type { Session } from "../session.ts";
import { plural } from "../text.ts";
import { createTenant, type NewTenant } from "./create-tenant.ts";
import { type Line, readTenantFile } from "./tenant-file.ts";

type LineResult = {
  line: number;
  slug: string | null;
  state: "created" | "exists" | "failed";
  error: string | null;
};

/** Lines that are worked on at one time. */
const CONCURRENCY = 4;
/** Lines for which spares are made ahead, in a few transactions instead of one each. */
const AT_ONCE = 100;

export async function createFromFile(session: Session, file: string): Promise<void> {
  const lines = readTenantFile(readText(file));
  if (lines.length === 0) throw new UsageError(`${file} names no tenants.`);
  const results: LineResult[] = [];
  const tell = (result: LineResult) => {
    results.push(result);
    if (!session.json) console.log(asText(result));
  };
  for (let at = 0; at < lines.length; at += AT_ONCE)
    await createSome(session, lines.slice(at, at + AT_ONCE), tell);
  summarize(session, results);
}

function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new UsageError(`${file} cannot be read: ${(error as Error).message}`);
  }
}

async function createSome(
  session: Session,
  lines: Line[],
  tell: (result: LineResult) => void,
): Promise<void> {
  await makeAhead(session, lines);
  const waiting = [...lines].reverse();
  const work = async () => {
    for (let next = waiting.pop(); next; next = waiting.pop()) tell(await createLine(session, next));
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, work));
}

/** Spares are made many at a time; each line then takes one. What cannot be made ahead is made one by one. */
async function makeAhead({ tier, actor }: Session, lines: Line[]): Promise<void> {
  const wanted = lines.filter((line) => "tenant" in line && isSchema(line.tenant)).length;
  const capacities = await tier.controlDb.read(listClusterCapacities);
  const accepting = capacities.filter(({ status }) => status === "accepting").length;
  const perCluster = Math.ceil(wanted / accepting);
  if (wanted > 1 && accepting > 0) await refillSpares(tier, { perCluster, actor });
}

const isSchema = ({ placement, plan }: NewTenant): boolean =>
  (placement ?? entitlementsOf(plan ?? "standard").placement) === "schema";

async function createLine(session: Session, entry: Line): Promise<LineResult> {
  const { line } = entry;
  if ("error" in entry) return { line, slug: null, state: "failed", error: entry.error };
  const { slug, cluster } = entry.tenant;
  try {
    await requireClusters(session.tier, cluster ? [cluster] : undefined);
    const { existed } = await createTenant(session, entry.tenant);
    return { line, slug, state: existed ? "exists" : "created", error: null };
  } catch (error) {
    return { line, slug, state: "failed", error: (error as Error).message };
  }
}

const asText = ({ line, slug, state, error }: LineResult): string =>
  `line ${line}: ${[slug, state].filter(Boolean).join(" ")}${error ? `: ${error}` : ""}`;

function summarize({ json }: Session, results: LineResult[]): void {
  results.sort((one, other) => one.line - other.line);
  const failed = results.filter(({ state }) => state === "failed");
  const done = results.length - failed.length;
  if (json) console.log(JSON.stringify({ done, failed: failed.length, results }, null, 2));
  else console.log(`\n${plural(done, "tenant")} done, ${plural(failed.length, "line")} not.`);
  if (failed.length > 0 && !json) for (const result of failed) console.error(asText(result));
  exitWith(codeOf(done, failed.length));
}

function codeOf(done: number, failed: number): ExitCode {
  if (failed === 0) return EXIT.done;
  return done > 0 ? EXIT.partly : EXIT.failed;
}
