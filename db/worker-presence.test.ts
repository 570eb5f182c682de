/** Work that a killed process had under way is begun again soon, and work of one that lives is left alone. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { enqueue } from "./control/jobs.ts";
import { readRoleNames } from "./control/role-names.ts";
import type { DataTier } from "./data-tier.ts";
import { TEST_SECRETS_KEY } from "./testing/global-setup.ts";
import { adminQuery } from "./testing/query.ts";
import { scratchDataTier } from "./testing/scratch.ts";
import { runWorker } from "./worker.ts";
import { keepPresence, type Presence } from "./worker-presence.ts";

const NEVER_MS = 2 ** 30;
const IN_QUEUE = "in-queue";
const ALONE = "alone";

let tier: DataTier;
let presence: Presence;
beforeEach(async () => {
  tier = await scratchDataTier();
  const { adminUrl } = tier.urls;
  const { jobs: role } = await readRoleNames(adminUrl);
  presence = keepPresence({ adminUrl, role }, { log: () => {}, lookEveryMs: NEVER_MS });
});
afterEach(async () => {
  presence.stop();
  await tier.close();
});

const ask = () =>
  tier.controlDb.write(async (tx) => {
    await enqueue(tx, { name: ALONE, payload: {} });
    await enqueue(tx, { name: IN_QUEUE, payload: {}, queue: "one" });
  });
const locked = () =>
  adminQuery(tier, "SELECT FROM graphile_worker._private_jobs WHERE locked_by IS NOT NULL");

/** The sessions of this database that hold a lock of a worker. */
const present = (what = "pid") =>
  adminQuery<{ pid: number }>(
    tier,
    `SELECT ${what} FROM pg_stat_activity JOIN pg_locks USING (pid)
     WHERE locktype = 'advisory' AND application_name = 'tenantry:workers' AND datname = current_database()`,
  );

/** Answers when it has begun both jobs. */
async function startChild(): Promise<ChildProcess> {
  const { url, adminUrl } = tier.urls;
  const file = join(import.meta.dirname, "testing", "worker-child.ts");
  const args = [file, url, adminUrl, TEST_SECRETS_KEY, ALONE, IN_QUEUE];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  const begun = new Set<string>();
  for await (const data of child.stdout) {
    for (const name of String(data).trim().split("\n")) begun.add(name);
    if (begun.size === 2) break;
  }
  return child;
}

test("what a killed worker had under way, also in a queue, is begun again by another", async () => {
  await ask();
  const child = await startChild();
  expect(await locked()).toHaveLength(2);
  const exit = once(child, "exit");
  child.kill("SIGKILL");
  await exit;

  await expect.poll(presence.look).not.toEqual([]);
  expect(await locked()).toEqual([]);
  const done: string[] = [];
  const tasks = { [ALONE]: () => void done.push(ALONE), [IN_QUEUE]: () => void done.push(IN_QUEUE) };
  const worker = await runWorker(tier, { tasks, log: () => {} });
  await expect.poll(() => done.toSorted()).toEqual([ALONE, IN_QUEUE]);
  await worker.stop();
});

test("what a worker has under way that lives is left to it, also when its session was lost", async () => {
  await ask();
  const child = await startChild();
  try {
    await expect.poll(() => present()).toHaveLength(1);
    for (let n = 0; n < 3; n++) expect(await presence.look()).toEqual([]);
    const [{ pid } = { pid: 0 }] = await present();
    await present("pg_terminate_backend(pid)");
    const isBack = async () => (await present()).some((session) => session.pid !== pid);
    await expect.poll(isBack).toBe(true);
    for (let n = 0; n < 3; n++) expect(await presence.look()).toEqual([]);
    expect(await locked()).toHaveLength(2);
  } finally {
    child.kill("SIGKILL");
  }
});

test("what a worker had under way that ended, while its process lives, is given back", async () => {
  await ask();
  await adminQuery(tier, "UPDATE graphile_worker._private_jobs SET locked_by = 'ended', locked_at = now()");
  const { adminUrl } = tier.urls;
  const { jobs: role } = await readRoleNames(adminUrl);
  const other = keepPresence({ adminUrl, role }, { log: () => {}, lookEveryMs: NEVER_MS });
  other.add("ended");
  await expect.poll(() => present()).toHaveLength(1);
  for (let n = 0; n < 3; n++) expect(await presence.look()).toEqual([]);
  other.remove("ended");
  await expect.poll(presence.look).toEqual(["ended"]);
  expect(await locked()).toEqual([]);
  other.stop();
});
