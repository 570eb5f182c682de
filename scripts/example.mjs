// `npm run example:replace`: the tree without the worked example's pages, and whether its types and tests
// stay green.
import { ensureInstalled, nodeBinary, run } from "./setup.mjs";

await ensureInstalled();
process.exit(await run(nodeBinary(), ["scripts/example/replace.ts", ...process.argv.slice(2)]));
