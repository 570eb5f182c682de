/** Goes on with a tenant's move in a process of its own, which somebody kills. Says each phase on stdout. */
import { openDataTier } from "../data-tier.ts";
import { continueMove } from "../move/move-tenant.ts";

const [url = "", adminUrl = "", secretsKey = "", tenantId = ""] = process.argv.slice(2);
const tier = await openDataTier({ urls: { url, adminUrl }, secretsKey });
const { phase } = await continueMove(tier, tenantId, {
  waitMs: 60_000,
  onProgress: (progress) => process.stdout.write(`${progress.phase}\n`),
});
process.stdout.write(`rests ${phase}\n`);
await tier.close();
