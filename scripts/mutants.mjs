// `npm run mutants`: takes down one wall at a time, and asks whether the tests notice. `-- --help` tells how
// to choose.
import { ensureInstalled, nodeBinary, run } from "./setup.mjs";

await ensureInstalled();
process.exit(await run(nodeBinary(), ["mutants/run.ts", ...process.argv.slice(2)]));
