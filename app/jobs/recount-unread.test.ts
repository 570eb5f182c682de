// Threat: a workspace's pages say that something waits elsewhere when nothing does, or nothing when it does.
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { enqueueRecount, removeMember } from "#app/db.people.server.ts";
import { listWorkspaces } from "#app/db.server.ts";
import { changeProject, updateProject } from "#app/db.tenant.server.ts";
import { env } from "#app/env.server.ts";
import { recountSoon } from "#app/identity/recount.server.ts";
import { asked, makeWorkspace, type Workspace } from "#app/testing/in-workspace.ts";
import { type DataTier, openDataTier } from "#db/data-tier.ts";
import { forEachPlacement } from "#db/testing/for-each-placement.ts";
import { adminQuery } from "#db/testing/query.ts";
import { runDueJobs } from "#db/testing/run-due-jobs.ts";
import { scratchDataTier } from "#db/testing/scratch.ts";
import { tasksOf } from "./worker.ts";

let scratch: DataTier;
let tier: DataTier;
beforeAll(async () => {
  scratch = await scratchDataTier();
  tier = await openDataTier({ urls: scratch.urls, secretsKey: env.SECRETS_KEY });
});
afterAll(() => Promise.all([tier.close(), scratch.close()]));

const runJobs = () => runDueJobs(tier, tasksOf(tier));

forEachPlacement((kind) => {
  let at: Workspace;
  beforeEach(async () => {
    at = await makeWorkspace(tier, kind);
  });
  const shownElsewhere = async (userId: string) =>
    (await tier.controlDb.read((tx) => listWorkspaces(tx, userId))).map(({ unread }) => unread);
  const change = () =>
    at.db.write((tx) =>
      updateProject(tx, { all: true }, at.people.owner, at.open.id, {
        ...{ name: "Open plan", description: "", status: "active", isPublic: true, categoryIds: [] },
      }),
    );
  const recount = (userId: string) =>
    tier.controlDb.write((tx) => enqueueRecount(tx, { tenantId: at.tenant.id, userId }));

  test("what waits for somebody shows outside of the workspace when the job has counted it", async () => {
    const { other, owner } = at.people;
    await change();
    expect(await shownElsewhere(other.id)).toEqual([0]);
    const { context } = asked(at, owner) as { context: Parameters<typeof recountSoon>[0] };
    await recountSoon(context, [other.id, owner.id]);
    await runJobs();
    expect(await shownElsewhere(other.id)).toEqual([1]);
    expect(await shownElsewhere(owner.id)).toEqual([0]);
    await at.db.write((tx) => changeProject(tx, { all: true }, owner, at.secret.id, { kind: "delete" }));
    await recount(other.id);
    await runJobs();
    expect(await shownElsewhere(other.id)).toEqual([2]);
  });

  test("however many changes ask for it, it is counted once", async () => {
    const { other } = at.people;
    for (let n = 0; n < 5; n++) await recount(other.id);
    const text = `select j.key from graphile_worker._private_jobs j where j.key like '%${other.id}'`;
    expect(await adminQuery(tier, text)).toHaveLength(1);
    await runJobs();
  });

  test("nothing waits for who is in no more", async () => {
    const { other } = at.people;
    await change();
    await recount(other.id);
    await runJobs();
    await at.db.write((tx) => removeMember(tx, other.id));
    await recount(other.id);
    await runJobs();
    expect(await shownElsewhere(other.id)).toEqual([0]);
  });
});
