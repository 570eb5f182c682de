// `npm run moves -- --runs 200 --seed N`: moves between two servers while members write over HTTP, with the
// mover, the app or a server killed again and again; nothing acknowledged may be lost, doubled or read old.
import { join } from "node:path";
import { keepOwnEnvironment } from "./own-environment.mjs";
import { build, ensureInstalled, nodeBinary, ROOT, run } from "./setup.mjs";
import { askedFor } from "./try-many.mjs";

/** Each has servers of its own, and the cores are theirs. */
const SHARES = 2;

keepOwnEnvironment();
const { runs, seed } = askedFor(50);
await ensureInstalled();
await build();
const env = { TEST_MOVES_RUNS: `${runs}`, TEST_MOVES_SEED: `${seed}`, TEST_MOVES_SHARES: `${SHARES}` };
const cli = join(ROOT, "node_modules", "@playwright", "test", "cli.js");
const args = ["test", "e2e/moves.spec.ts", "--project", "faults", "--no-deps", "--workers", `${SHARES}`];
console.log(`\n── ${runs} moves from the seed ${seed}`);
const code = await run(nodeBinary(), [cli, ...args], { env });
console.log(`── ${runs} moves from the seed ${seed}: ${code === 0 ? "all hold" : "NOT all hold"}`);
process.exit(code);
