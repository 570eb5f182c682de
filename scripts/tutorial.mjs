// `npm run tutorial`: leaves out one step of docs/how-to/your-first-table.md after the other, and asks
// whether what the tutorial says of it is what happens.
import { ensureInstalled, nodeBinary, run } from "./setup.mjs";

await ensureInstalled();
process.exit(await run(nodeBinary(), ["scripts/tutorial/leave-out.ts", ...process.argv.slice(2)]));
