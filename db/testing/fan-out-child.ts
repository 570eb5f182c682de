/** A runner in a process of its own, for tests that kill it: says `begun`, then its result as JSON. */
import { openDataTier } from "../data-tier.ts";
import { fanOut } from "../migrate/fan-out.ts";
import { readMigrations } from "../migration-files.ts";

const [url = "", adminUrl = "", secretsKey = "", folder = ""] = process.argv.slice(2);
const tier = await openDataTier({ urls: { url, adminUrl }, secretsKey });
try {
  const result = await fanOut(tier, {
    migrations: readMigrations(folder),
    after: () => [],
    actor: { kind: "system", id: String(process.pid) },
    restRatio: 0,
    onBegin: () => console.log("begun"),
  });
  console.log(JSON.stringify(result));
} finally {
  await tier.close();
}
