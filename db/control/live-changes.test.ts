// Threat: somebody is told of what goes on in another's workspace, or goes on being told after they are out.
import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { withAdmin } from "../cluster/admin.ts";
import { type DataTier, openDataTier } from "../data-tier.ts";
import { ConnectionLimitReached } from "../errors.ts";
import { tellChanged } from "../routing/own-channel.ts";
import type { Tenant } from "../routing/tenant.ts";
import { createProject } from "../tenant/projects.ts";
import { forEachPlacement } from "../testing/for-each-placement.ts";
import { TEST_SECRETS_KEY } from "../testing/global-setup.ts";
import { adminQuery } from "../testing/query.ts";
import { scratchDataTier, testOwner, testTenant } from "../testing/scratch.ts";
import { notifyAccessChanged } from "./access-changes.ts";
import { LISTENING_NAME } from "./listening.ts";
import { createLiveChanges, LIVE_CHANGES_LIMITS, type LiveChanges } from "./live-changes.ts";
import { createSecrets } from "./secrets.ts";
import { notifyTenantChanged } from "./tenant-changes.ts";

/** For the database's word: as long as it takes on a slow machine. */
const PATIENCE = { timeout: 20_000 };

let scratch: DataTier;
/** As two processes of one installation have it. */
let tier: DataTier;
const opened: LiveChanges[] = [];
beforeAll(async () => {
  scratch = await scratchDataTier();
  tier = await openDataTier({ urls: scratch.urls, secretsKey: TEST_SECRETS_KEY, listen: true });
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((one) => one.close()));
});
afterAll(() => Promise.all([tier.close(), scratch.close()]));

/** One of its own, without the control plane's connection. */
function ownChanges(limits = LIVE_CHANGES_LIMITS): LiveChanges {
  const { deriveChannel } = createSecrets(TEST_SECRETS_KEY);
  const made = createLiveChanges(
    {
      addressOf: async ({ cluster, database }) => {
        const url = new URL((await tier.clusterUrls(cluster)).adminUrl);
        url.pathname = `/${database}`;
        return url.href;
      },
      channelOf: deriveChannel,
      main: { url: tier.urls.adminUrl, listening: () => undefined },
    },
    limits,
  );
  opened.push(made);
  return made;
}

function watcher({ id: tenantId }: Tenant, userId = randomUUID()) {
  const kinds: (string | undefined)[] = [];
  const one = {
    ...{ tenantId, userId, kinds },
    onChanged: (kind: string | undefined) => void kinds.push(kind),
    onDoubt: vi.fn(),
    onOver: vi.fn(),
  };
  return one satisfies Parameters<LiveChanges["watch"]>[1];
}

const listeners = async ({ database }: { database: string }) =>
  withAdmin(tier.urls.adminUrl, async (client) => {
    const { rows } = await client.query<{ count: number }>(
      "SELECT count(*)::int FROM pg_stat_activity WHERE application_name = $1 AND datname = $2",
      [LISTENING_NAME, database],
    );
    return rows[0]?.count;
  });

forEachPlacement((kind) => {
  let tenant: Tenant;
  let neighbour: Tenant;
  const owner = testOwner();
  beforeAll(async () => {
    tenant = await testTenant(tier, { kind, owner });
    neighbour = await testTenant(tier, { kind });
  });
  const tell = (whose: Tenant, what: string) =>
    scratch.tenantRouter.connect(whose).write((tx) => tellChanged(tx, what));
  const newProject = () =>
    scratch.tenantRouter.connect(tenant).write((tx) =>
      createProject(tx, owner, {
        ...{ name: "Pier", description: "", status: "active", isPublic: false, categoryIds: [] },
      }),
    );

  test("who watches a tenant hears of a change by another process, and of its kind alone", async () => {
    const one = watcher(tenant);
    await tier.liveChanges.watch(tenant, one);
    await newProject();
    await vi.waitFor(() => expect(one.kinds).toEqual(["project"]), PATIENCE);
  });

  test("of a neighbour's changes nothing is heard", async () => {
    const [one, other] = [watcher(tenant), watcher(neighbour)];
    await Promise.all([tier.liveChanges.watch(tenant, one), tier.liveChanges.watch(neighbour, other)]);
    await tell(neighbour, "project");
    await vi.waitFor(() => expect(other.kinds).toEqual(["project"]), PATIENCE);
    // Heard later on the same connection than what would have come first.
    await tell(tenant, "member");
    await vi.waitFor(() => expect(one.kinds).toEqual(["member"]), PATIENCE);
  });

  test("a change that is rolled back is told to nobody", async () => {
    const one = watcher(tenant);
    await tier.liveChanges.watch(tenant, one);
    const refused = scratch.tenantRouter.connect(tenant).write(async (tx) => {
      await tellChanged(tx, "project");
      throw new RangeError();
    });
    await expect(refused).rejects.toThrow(RangeError);
    await tell(tenant, "member");
    await vi.waitFor(() => expect(one.kinds).toEqual(["member"]), PATIENCE);
  });

  test("what is no kind is neither sent nor passed on, whoever says it", async () => {
    const one = watcher(tenant);
    await tier.liveChanges.watch(tenant, one);
    for (const kind of ["", "Project", "a b", "'; drop", "x".repeat(40), "<b>"])
      await expect(tell(tenant, kind)).rejects.toThrow(TypeError);
    const channel = tier.secrets.deriveChannel(tenant.placement.role);
    const { database } = tenant.placement;
    await withAdmin(tier.urls.adminUrl, (client) => client.query(`NOTIFY "${channel}", 'data: "x"'`), {
      database,
    });
    await tell(tenant, "member");
    await vi.waitFor(() => expect(one.kinds).toEqual(["member"]), PATIENCE);
  });

  test("no statement of a tenant finds out the channel of another, or may call the function that speaks on it", async () => {
    const channel = tier.secrets.deriveChannel(neighbour.placement.role);
    expect(channel).not.toContain(neighbour.placement.role.slice(2, 10));
    expect(
      createSecrets("another-key-another-key-another-key-00").deriveChannel(neighbour.placement.role),
    ).not.toBe(channel);
    const db = tier.tenantRouter.connect(tenant);
    await expect(
      db.write((tx) => tx.execute(sql`select pg_notify(${channel}, 'project')`)),
    ).rejects.toThrow();
    const { rows } = await db.read((tx) =>
      tx.execute<{ query: string }>(
        sql`select query from pg_stat_activity where query like ${`%${channel}%`} and pid <> pg_backend_pid()`,
      ),
    );
    expect(rows).toEqual([]);
  });

  test("one connection a database listens for all who watch, and is closed after the last of them", async () => {
    const changes = ownChanges({ ...LIVE_CHANGES_LIMITS, lingerMs: 0 });
    const { database } = tenant.placement;
    const before = await listeners({ database });
    const watching = await Promise.all([1, 2, 3].map(() => changes.watch(tenant, watcher(tenant))));
    expect(await listeners({ database })).toBe((before ?? 0) + 1);
    expect(changes.stats()).toEqual({ databases: 1, tenants: 1, watchers: 3 });
    for (const one of watching) one.stop();
    await vi.waitFor(async () => expect(await listeners({ database })).toBe(before), PATIENCE);
    expect(changes.stats()).toEqual({ databases: 0, tenants: 0, watchers: 0 });
  });

  test("a page that loads anew finds its tenant still listened to", async () => {
    const changes = ownChanges();
    (await changes.watch(tenant, watcher(tenant))).stop();
    const since = Date.now();
    await tell(tenant, "project");
    const one = watcher(tenant);
    const { mayHaveMissed } = await changes.watch(tenant, one);
    expect(mayHaveMissed(since - 60_000)).toBe(true);
    expect(changes.stats().databases).toBe(1);
  });

  test("who asks what was missed is told so where nobody listened, and after a change", async () => {
    const changes = ownChanges();
    const one = watcher(tenant);
    const { mayHaveMissed } = await changes.watch(tenant, one);
    expect(mayHaveMissed(Date.now() - 60_000)).toBe(true);
    expect(mayHaveMissed(Date.now() + 60_000)).toBe(false);
    await tell(tenant, "project");
    await vi.waitFor(() => expect(one.kinds).toEqual(["project"]), PATIENCE);
    expect(mayHaveMissed(Date.now())).toBe(true);
  });

  test("a lost connection is opened again, and all who watch hear that they may have missed something", async () => {
    const changes = ownChanges();
    const one = watcher(tenant);
    await changes.watch(tenant, one);
    const { database } = tenant.placement;
    await withAdmin(tier.urls.adminUrl, (client) =>
      client.query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1 AND datname = $2",
        [LISTENING_NAME, database],
      ),
    );
    await vi.waitFor(() => expect(one.kinds.length).toBeGreaterThanOrEqual(2), PATIENCE);
    expect(new Set(one.kinds)).toEqual(new Set([undefined]));
    await tell(tenant, "project");
    await vi.waitFor(() => expect(one.kinds.at(-1)).toBe("project"), PATIENCE);
  });

  test("a tenant that changed its place, name or state has no watchers any more, and is not listened to", async () => {
    const one = watcher(tenant);
    await tier.liveChanges.watch(tenant, one);
    await tier.controlDb.write((tx) => notifyTenantChanged(tx, tenant.id));
    await vi.waitFor(() => expect(one.onOver).toHaveBeenCalledOnce(), PATIENCE);
  });

  test("who was put out, or whose session ended, is looked at anew, and nobody else", async () => {
    const [one, other] = [watcher(tenant), watcher(tenant)];
    await tier.liveChanges.watch(tenant, one);
    await tier.liveChanges.watch(tenant, other);
    await tier.controlDb.write((tx) => notifyAccessChanged(tx, { tenantId: tenant.id, userId: one.userId }));
    await vi.waitFor(() => expect(one.onDoubt).toHaveBeenCalled(), PATIENCE);
    expect(other.onDoubt).not.toHaveBeenCalled();
    await tier.controlDb.write((tx) => notifyAccessChanged(tx, { tenantId: tenant.id, userId: "" }));
    await vi.waitFor(() => expect(other.onDoubt).toHaveBeenCalled(), PATIENCE);
  });
});

test("whoever lives beside the control plane is heard of on its one connection", async () => {
  const tenant = await testTenant(tier);
  const { database } = tenant.placement;
  const before = await listeners({ database });
  await tier.liveChanges.watch(tenant, watcher(tenant));
  expect(await listeners({ database })).toBe(before);
});

test("a process that may not have heard who was put out tells nobody anything", async () => {
  const tenant = await testTenant(tier);
  const one = watcher(tenant);
  await tier.liveChanges.watch(tenant, one);
  await adminQuery(
    tier,
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE application_name = '${LISTENING_NAME}' AND datname = current_database()`,
  );
  await vi.waitFor(() => expect(one.onOver).toHaveBeenCalled(), PATIENCE);
});

test("no more databases are listened to than the limit says", async () => {
  const [first, second] = await Promise.all([
    testTenant(tier, { kind: "database" }),
    testTenant(tier, { kind: "database" }),
  ]);
  const changes = ownChanges({ ...LIVE_CHANGES_LIMITS, maxDatabases: 1 });
  await changes.watch(first, watcher(first));
  await expect(changes.watch(second, watcher(second))).rejects.toThrow(ConnectionLimitReached);
  await changes.watch(first, watcher(first));
});

test("after the close nobody watches", async () => {
  const tenant = await testTenant(tier);
  const changes = ownChanges();
  const one = watcher(tenant);
  await changes.watch(tenant, one);
  await changes.close();
  expect(one.onOver).toHaveBeenCalledOnce();
  await expect(changes.watch(tenant, watcher(tenant))).rejects.toThrow(ConnectionLimitReached);
});
