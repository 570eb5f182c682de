/**
 * `npm run bench [-- --only NAME] [--json FILE]`: each row against its reference, in one process, in one run.
 */
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { archiveAmongMany, archiveAmongMore } from "./benchmarks/archive-many.ts";
import { archiveMemory, restore100k } from "./benchmarks/archives.ts";
import { dashboard } from "./benchmarks/dashboard.ts";
import { drift } from "./benchmarks/drift.ts";
import { loopBlock } from "./benchmarks/loop-block.ts";
import { members } from "./benchmarks/members.ts";
import { fanOutWhileServing, peerMigrate, peerNoop } from "./benchmarks/migrate.ts";
import { movePause, movePauseMillion, movePauseServers } from "./benchmarks/move-pause.ts";
import { pageFloor } from "./benchmarks/page-floor.ts";
import { peerRead } from "./benchmarks/peer-read.ts";
import { poolPerTenant } from "./benchmarks/pool-per-tenant.ts";
import { projects } from "./benchmarks/projects.ts";
import { peerProvision, spareClaim } from "./benchmarks/provision.ts";
import { readLoopback, readRoundTrip } from "./benchmarks/read.ts";
import { registryDuringFanOut } from "./benchmarks/registry.ts";
import { scale } from "./benchmarks/scale.ts";
import { webhookAck } from "./benchmarks/webhook-ack.ts";
import { writeLoopback } from "./benchmarks/write.ts";
import { type Result, table, toJson } from "./lib/report.ts";
import { openStage, removeStages, STAGE_SECRETS_KEY, type Stage } from "./lib/stage.ts";

type Benchmark = (stage: Stage) => Promise<Result>;

const BENCHMARKS: Record<string, Benchmark> = {
  "read-loopback": readLoopback,
  "read-rtt-1ms": readRoundTrip,
  "write-loopback": writeLoopback,
  dashboard,
  "page-floor": pageFloor,
  "members-10k": members,
  "list-100k": projects,
  "loop-block": loopBlock,
  "peer-read-500": peerRead,
  "peer-provision": peerProvision,
  "spare-claim": spareClaim,
  "pool-per-tenant-1000": poolPerTenant,
  "scale-1000": scale,
  "drift-1000": drift,
  "peer-migrate-500": peerMigrate,
  "peer-noop-500": peerNoop,
  "fanout-while-serving": fanOutWhileServing,
  "registry-during-fanout": registryDuringFanOut,
  "webhook-ack": webhookAck,
  "move-pause": movePause,
  "move-pause-servers": movePauseServers,
  "restore-100k": restore100k,
  "archive-1000": archiveAmongMany,
  "archive-memory": archiveMemory,
};

/** What takes long, and is measured when it is asked for. */
const ASKED_FOR: Record<string, Benchmark> = {
  "move-pause-1m": movePauseMillion,
  "archive-5000": archiveAmongMore,
};

const { values } = parseArgs({
  options: { only: { type: "string", multiple: true }, json: { type: "string" } },
});
const names = values.only ?? Object.keys(BENCHMARKS);
const unknown = names.filter((name) => !(name in BENCHMARKS || name in ASKED_FOR));
if (unknown.length > 0) {
  console.error(
    `No benchmark is named ${unknown.join(", ")}. There are: ${[...Object.keys(BENCHMARKS), ...Object.keys(ASKED_FOR)].join(", ")}.`,
  );
  process.exit(2);
}

// The application checks its environment when it is loaded.
process.env.SECRETS_KEY = STAGE_SECRETS_KEY;
process.env.SESSION_SECRET = STAGE_SECRETS_KEY;
process.env.LOG_LEVEL = "silent";
process.env.WORKER = "off";
// One address and one tenant send all of it.
process.env.RATE_LIMIT_FACTOR = "1000000";

const stage = await openStage();
const results: Result[] = [];
try {
  for (const name of names) {
    process.stderr.write(`${name} …\n`);
    const result = await (BENCHMARKS[name] ?? ASKED_FOR[name])?.(stage);
    if (result) results.push(result);
  }
} finally {
  await stage.close();
  removeStages();
}
console.log(table(results));
if (values.json) writeFileSync(values.json, toJson(results));
process.exitCode = results.every(({ pass }) => pass !== false) ? 0 : 1;
