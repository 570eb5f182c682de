/** `tenantry identity reconcile`: without a server, its report, its exit codes. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { getUserById } from "../../control/users.ts";
import type { DataTier } from "../../data-tier.ts";
import { createLocalOrganization } from "../../local-identity/organizations.ts";
import { createLocalUser } from "../../local-identity/users.ts";
import { adminQuery } from "../../testing/query.ts";
import { scratchDataTier } from "../../testing/scratch.ts";
import { SLOW_MS, tenantry } from "../../testing/tenantry.ts";

let tier: DataTier;
beforeAll(async () => {
  tier = await scratchDataTier();
});
afterAll(() => tier.close());

const reconcile = (...args: string[]) => tenantry(tier, "identity", "reconcile", ...args);
const newUser = (email: string) =>
  tier.controlDb.write((tx) => createLocalUser(tx, { email, firstName: "Lost", lastName: "Person" }));

test(
  "a dry run says what would be repaired, a run repairs it, and another finds nothing",
  async () => {
    const user = await newUser("lost@example.com");
    const isKnown = async () => (await tier.controlDb.read((tx) => getUserById(tx, user.id))) !== undefined;
    const dry = await reconcile("--dry-run");
    expect(dry).toMatchObject({ err: "", code: 0 });
    expect(dry.out).toMatch(new RegExp(`user +${user.id} +new .+found`));
    expect(dry.out).toContain("1 would be repaired; nothing was changed");
    expect(await isKnown()).toBe(false);
    const done = await reconcile();
    expect(done).toMatchObject({ err: "", code: 0 });
    expect(done.out).toContain("Compared 1 person, 0 organizations");
    expect(done.out).toContain("1 repaired, 0 failed");
    expect(await isKnown()).toBe(true);
    const again = await reconcile("--json");
    expect(JSON.parse(again.out)).toMatchObject({ isDryRun: false, seen: { user: 1 }, lines: [] });
  },
  SLOW_MS,
);

test(
  "what needs somebody is told with why, and the exit code says that not all is done",
  async () => {
    await newUser("another@example.com");
    await tier.controlDb.write((tx) =>
      createLocalOrganization(tx, {
        id: "org_nobodys",
        slug: "nobodys-x",
        name: "Nobody's",
        createdBy: "user_gone",
      }),
    );
    const partly = await reconcile("--json");
    expect(partly.code).toBe(3);
    const { lines } = JSON.parse(partly.out) as { lines: { id: string; outcome: string; error: string }[] };
    expect(lines.find(({ id }) => id === "org_nobodys")).toMatchObject({
      outcome: "failed",
      error: expect.stringContaining("Add an owner"),
    });
    expect((await reconcile()).code).toBe(1);
    // The same message is tried again: a second one would say nothing more.
    const events = await adminQuery(tier, "SELECT FROM control.webhook_events WHERE processed_at IS NULL");
    expect(events).toHaveLength(1);
  },
  SLOW_MS,
);

test(
  "a provider that fails is told in a sentence, and nothing is changed",
  async () => {
    const user = await newUser("unseen@example.com");
    await adminQuery(tier, "ALTER TABLE local_identity.organizations RENAME TO away");
    const failed = await reconcile();
    await adminQuery(tier, "ALTER TABLE local_identity.away RENAME TO organizations");
    expect(failed.code).toBe(1);
    expect(failed.err).toMatch(/^tenantry: The identity provider does not answer.* Nothing was changed\.\n$/);
    expect(await tier.controlDb.read((tx) => getUserById(tx, user.id))).toBeUndefined();
  },
  SLOW_MS,
);
