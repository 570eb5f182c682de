/** The built product on an empty data folder, each page measured, the table, and 1 where a page is short. */
import { rmSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { freePort } from "../../db/embedded/free-port.ts";
import { startServer } from "../../e2e/server.ts";
import { measureOften } from "./measure.ts";
import { type Measured, shortOf, table } from "./table.ts";
import { asVisitor, visitorsOf } from "./visitors.ts";

const { values } = parseArgs({ options: { runs: { type: "string", default: "3" } } });
const runs = Number(values.runs);
if (!Number.isInteger(runs) || runs < 1) throw new Error("--runs takes a whole number from 1.");

const dataDir = join(import.meta.dirname, "..", "..", ".data", `lighthouse-${process.pid}`);
const port = await freePort();
const server = await startServer({ port, dataDir, fresh: true });
const measured: Measured[] = [];
try {
  for (const visitor of visitorsOf(`app.localhost:${port}`))
    await asVisitor(visitor, async ({ name, url }, browserPort) => {
      console.log(`  ${name} …`);
      measured.push({ page: name, ...(await measureOften(url, browserPort, runs)) });
    });
} finally {
  await server.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
console.log(`\n${table(measured)}`);
process.exit(measured.some((one) => shortOf(one).length > 0) ? 1 : 0);
