// `npm run bench`: the benchmarks, on the built application. They want the machine to themselves.
import { build, ensureInstalled, nodeBinary, run } from "./setup.mjs";

await ensureInstalled();
await build();
process.exit(await run(nodeBinary(), ["--expose-gc", "bench/run.ts", ...process.argv.slice(2)]));
