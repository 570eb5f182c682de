/** Restores an archive in a process of its own that kills itself at a point of the journal. */
import { createReadStream } from "node:fs";
import { restoreArchive } from "../archive/restore-archive.ts";
import { faults } from "../control/journal.ts";
import { openDataTier } from "../data-tier.ts";

const [url = "", adminUrl = "", secretsKey = "", point = "", slug = "", kind = "", file = ""] =
  process.argv.slice(2);
faults.at = (reached) => {
  if (reached === point) process.kill(process.pid, "SIGKILL");
};
const tier = await openDataTier({ urls: { url, adminUrl }, secretsKey });
const source = { open: () => createReadStream(file) as AsyncIterable<Buffer> };
await restoreArchive(tier, source, {
  slug,
  kind: kind === "database" ? "database" : "schema",
  actor: { kind: "cli" },
});
await tier.close();
