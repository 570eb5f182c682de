/** A worker in a process of its own, which somebody kills: says each job that it begins, and ends none. */
import { openDataTier } from "../data-tier.ts";
import { runWorker } from "../worker.ts";

const [url = "", adminUrl = "", secretsKey = "", ...names] = process.argv.slice(2);
const tier = await openDataTier({ urls: { url, adminUrl }, secretsKey });
const endless = (name: string) => () => {
  process.stdout.write(`${name}\n`);
  return new Promise<void>(() => {});
};
const tasks = Object.fromEntries(names.map((name) => [name, endless(name)]));
await runWorker(tier, { tasks, log: (_level, message) => process.stderr.write(`${message}\n`) });
