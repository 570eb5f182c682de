/** `tenantry identity merge`: without a server, what it says beforehand, and what it does. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { getMembershipRole } from "../../control/memberships.ts";
import { MERGE_MEMBER_JOB } from "../../control/merged-users.ts";
import { deleteUser, upsertUser } from "../../control/users.ts";
import type { DataTier } from "../../data-tier.ts";
import { adminQuery } from "../../testing/query.ts";
import { scratchDataTier, testOwner, testTenant } from "../../testing/scratch.ts";
import { SLOW_MS, tenantry } from "../../testing/tenantry.ts";

let tier: DataTier;
beforeAll(async () => {
  tier = await scratchDataTier();
});
afterAll(() => tier.close());

const merge = (...args: string[]) => tenantry(tier, "identity", "merge", ...args);
async function somebody() {
  const person = testOwner();
  await tier.controlDb.write((tx) => upsertUser(tx, { ...person, sourceUpdatedAt: new Date() }));
  return person;
}

test(
  "a dry run says what would become of it, a run does it, and asks first",
  async () => {
    const [owner, now] = [await somebody(), await somebody()];
    const { id: tenantId, slug } = await testTenant(tier, { owner });
    const roles = () =>
      Promise.all(
        [owner, now].map(({ id: userId }) =>
          tier.controlDb.read((tx) => getMembershipRole(tx, { tenantId, userId })),
        ),
      );
    const dry = await merge(owner.email, now.email, "--dry-run");
    expect(dry).toMatchObject({ err: "", code: 0 });
    expect(dry.out).toMatch(new RegExp(`${slug} +owner`));
    expect(dry.out).toContain("nothing was changed");
    expect(await roles()).toEqual(["owner", undefined]);
    expect((await merge(owner.email, now.email)).code).toBe(2);
    expect(await roles()).toEqual(["owner", undefined]);
    const done = await merge(owner.email, now.id, "--yes", "--json");
    expect(JSON.parse(done.out)).toMatchObject({
      from: owner.id,
      into: now.id,
      tenants: [{ tenant: slug, role: "owner" }],
    });
    expect(await roles()).toEqual([undefined, "owner"]);
    const jobs = await adminQuery(
      tier,
      "SELECT payload FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id WHERE t.identifier = $1",
      [MERGE_MEMBER_JOB],
    );
    expect(jobs).toEqual([{ payload: { tenantId, from: owner.id } }]);
    const again = await merge(owner.id, now.id, "--yes");
    expect(again).toMatchObject({ code: 1 });
    expect(again.err).toContain("the same person already");
  },
  SLOW_MS,
);

test(
  "who is gone already, as after a merge that nobody told of, is found by their id",
  async () => {
    const [owner, now] = [await somebody(), await somebody()];
    const { id: tenantId } = await testTenant(tier, { owner });
    await tier.controlDb.write((tx) => deleteUser(tx, owner.id, new Date()));
    expect(await merge(owner.id, now.email, "--yes")).toMatchObject({ err: "", code: 0 });
    expect(await tier.controlDb.read((tx) => getMembershipRole(tx, { tenantId, userId: now.id }))).toBe(
      "owner",
    );
    expect((await merge("nobody@example.com", now.email, "--yes")).code).toBe(2);
  },
  SLOW_MS,
);
