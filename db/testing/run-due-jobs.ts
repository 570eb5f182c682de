/**
 * The worker, for as long as there is something to do: a test says when jobs run, and goes on when they have.
 */
import { Logger, runOnce } from "graphile-worker";
import { jobsUrlOf } from "../control/jobs-login.ts";
import { readRoleNames } from "../control/role-names.ts";
import type { DataTier } from "../data-tier.ts";
import type { Tasks } from "../worker.ts";

/**
 * Runs every job that is due, and those that they cause. One that fails is left in the queue, as by the
 * worker.
 */
export const runDueJobs = async (tier: DataTier, tasks: Tasks): Promise<void> =>
  runOnce({
    connectionString: jobsUrlOf(tier.urls, tier.secrets, (await readRoleNames(tier.urls.adminUrl)).jobs),
    taskList: tasks,
    noHandleSignals: true,
    logger: new Logger(() => () => {}),
  });
