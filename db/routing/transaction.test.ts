/** What may go wrong in a transaction, and leaves nothing behind: no role, no path, no connection, no row. */

import { randomUUID } from "node:crypto";
import { inspect } from "node:util";
import { sql } from "drizzle-orm";
import pg from "pg";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { DataTier } from "../data-tier.ts";
import { DatabaseUnavailable, OutcomeUnknown, QueryFailed, StatementTimeout } from "../errors.ts";
import { countProjects } from "../tenant/project-list.ts";
import { createProject } from "../tenant/projects.ts";
import { forEachPlacement } from "../testing/for-each-placement.ts";
import { adminQuery } from "../testing/query.ts";
import { scratchDataTier, testOwner, testTenant } from "../testing/scratch.ts";
import { registryBehind } from "./connections.ts";
import { prelude } from "./prelude.ts";
import { sqlState } from "./sql-errors.ts";
import type { Tenant } from "./tenant.ts";
import type { TenantTx } from "./tenant-db.ts";
import { type Lease, runTransaction } from "./transaction.ts";

let tier: DataTier;
const owner = testOwner();
const project = (name: string) => ({
  name,
  description: "",
  status: "active" as const,
  isPublic: true,
  categoryIds: [],
});
const all = { all: true } as const;

beforeAll(async () => {
  tier = await scratchDataTier();
});
afterAll(() => tier.close());

const PATIENCE = { timeout: 20_000 };
const backendOf = async (tx: TenantTx) =>
  (await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`)).rows[0]?.pid;
const terminate = (pid: number | undefined) => adminQuery(tier, "SELECT pg_terminate_backend($1)", [pid]);
const busy = () => tier.connections.stats().reduce((sum, pool) => sum + pool.busy, 0);

forEachPlacement((kind) => {
  let tenant: Tenant;
  const db = () => tier.tenantRouter.connect(tenant);
  const count = () => db().read((tx) => countProjects(tx, all));
  beforeAll(async () => {
    tenant = await testTenant(tier, { kind, owner });
  });

  test("a connection that dies in mid-transaction is replaced, and the work is run once more", async () => {
    const before = await count();
    let runs = 0;
    await db().write(async (tx) => {
      runs++;
      await createProject(tx, owner, project("Survivor"));
      if (runs === 1) await terminate(await backendOf(tx));
      await backendOf(tx);
    });
    expect(runs).toBe(2);
    expect(await count()).toBe(before + 1);
    expect(busy()).toBe(0);
  });

  // Each would end by itself only after this test's time is up.
  test("a backend that is killed with three queries in flight fails all three, at once", {
    timeout: 7_000,
  }, async () => {
    const attempt = db().write(async (tx) => {
      const pid = await backendOf(tx);
      const slow = [1, 2, 3].map(() => tx.execute(sql`select pg_sleep(8)`));
      await terminate(pid);
      const outcomes = await Promise.allSettled(slow);
      expect(outcomes.map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected"]);
      throw new Error("as planned");
    });
    await expect(attempt).rejects.toThrow("as planned");
    expect(busy()).toBe(0);
  });

  test("one that dies every time ends in DatabaseUnavailable, after a limited number of runs", async () => {
    let runs = 0;
    const attempt = db().write(async (tx) => {
      runs++;
      await terminate(await backendOf(tx));
      await backendOf(tx);
    });
    await expect(attempt).rejects.toBeInstanceOf(DatabaseUnavailable);
    expect(runs).toBe(3);
    expect(busy()).toBe(0);
  });

  test("a connection that dies under COMMIT is OutcomeUnknown, and nothing is run again", async () => {
    let runs = 0;
    const lease = await registryBehind(tier.connections).acquire(tenant.placement);
    const cut: Lease = {
      release: lease.release,
      pipelines: lease.pipelines,
      client: new Proxy(lease.client, {
        get(target, name) {
          if (name !== "query") return Reflect.get(target, name, target);
          return (text: unknown, ...rest: unknown[]) => {
            if (text === "COMMIT") {
              return Promise.reject(
                Object.assign(new Error("Connection terminated"), { code: "ECONNRESET" }),
              );
            }
            return Reflect.apply(target.query, target, [text, ...rest]);
          };
        },
      }),
    };
    const attempt = runTransaction(cut, { readOnly: false, role: tenant.placement.role }, async () => {
      runs++;
    });
    await expect(attempt).rejects.toBeInstanceOf(OutcomeUnknown);
    expect(runs).toBe(1);
  });

  test("a connection that was lost before COMMIT was sent is no unknown outcome", async () => {
    let runs = 0;
    const before = await count();
    await db().write(async (tx) => {
      runs++;
      await createProject(tx, owner, project("Sent in time"));
      // Lost after the last query of the work, and heard of before COMMIT.
      if (runs > 1) return;
      const heard = vi.spyOn(pg.Client.prototype, "emit");
      await terminate(await backendOf(tx));
      await vi.waitFor(() => expect(heard).toHaveBeenCalledWith("error", expect.anything()), PATIENCE);
      heard.mockRestore();
    });
    expect(runs).toBe(2);
    expect(await count()).toBe(before + 1);
  });

  // Behind a pooler with one connection the two never meet.
  test.skipIf(process.env.TEST_POOLER)("a deadlock is broken and the loser tries again", async () => {
    const [a, b] = await db().write(async (tx) => [
      await createProject(tx, owner, project("First lock")),
      await createProject(tx, owner, project("Second lock")),
    ]);
    const held = [Promise.withResolvers<void>(), Promise.withResolvers<void>()] as const;
    let runs = 0;
    const lockBoth = (first: string, second: string, mine: 0 | 1) =>
      db().write(async (tx) => {
        runs++;
        await tx.execute(sql`update projects set updated_at = now() where id = ${first}`);
        held[mine].resolve();
        await held[1 - mine]?.promise;
        await tx.execute(sql`update projects set updated_at = now() where id = ${second}`);
      });
    await Promise.all([lockBoth(a?.id ?? "", b?.id ?? "", 0), lockBoth(b?.id ?? "", a?.id ?? "", 1)]);
    expect(runs).toBe(3);
    expect(busy()).toBe(0);
  });

  test("the control plane tries again as well", async () => {
    let runs = 0;
    const pid = await tier.controlDb.read(async (tx) => {
      runs++;
      const mine = await backendOf(tx);
      if (runs === 1) {
        await terminate(mine);
        await tx.execute(sql`select 1`);
      }
      return mine;
    });
    expect(runs).toBe(2);
    expect(pid).toBeGreaterThan(0);
  });

  test("a statement that takes too long is ended by its login's limit", async () => {
    const attempt = db().read(async (tx) => {
      await tx.execute(sql`set local statement_timeout = 50`);
      await tx.execute(sql`select pg_sleep(5)`);
    });
    await expect(attempt).rejects.toBeInstanceOf(StatementTimeout);
    const limit = await db().read((tx) =>
      tx.execute<{ limit: string }>(sql`select current_setting('statement_timeout') as limit`),
    );
    expect(limit.rows[0]?.limit).toBe("10s");
  });

  test("an error tells the statement, and no value of it or of the row", async () => {
    const secret = `secret-${randomUUID()}`;
    await db().write((tx) => createProject(tx, owner, project(secret)));
    const attempt = db().write((tx) =>
      tx.execute(sql`update projects set name = null, description = ${secret} where name = ${secret}`),
    );
    const error = await attempt.catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(QueryFailed);
    expect(sqlState(error)).toBe("23502");
    const told = inspect(error, { depth: null, showHidden: true });
    expect(told).toContain("update projects set name = null");
    expect(told).toContain("transaction.test.ts");
    expect(told).not.toContain(secret);
  });

  test("a nested transaction that fails is undone alone", async () => {
    const before = await count();
    await db().write(async (tx) => {
      await createProject(tx, owner, project("Outer"));
      await tx
        .transaction(async (inner) => {
          await createProject(inner as TenantTx, owner, project("Inner"));
          throw new Error("only the inner one");
        })
        .catch(() => {});
    });
    expect(await count()).toBe(before + 1);
  });

  test("the loser of a race does not reach the next transaction", async () => {
    // Threat: Promise.race ends the work while a query of it is still to come.
    const before = await count();
    let late: Promise<unknown> = Promise.resolve();
    const over = Promise.withResolvers<void>();
    await db().read(async (tx) => {
      const slow = over.promise.then(() => createProject(tx, owner, project("Late")));
      late = slow.catch((error: unknown) => error);
      return Promise.race([slow, Promise.resolve("done")]);
    });
    over.resolve();
    expect(await late).toBeInstanceOf(Error);
    expect(await count()).toBe(before);
  });

  // Behind a pooler with one connection the outer call has it.
  test.skipIf(process.env.TEST_POOLER)(
    "a call within a call takes a connection of its own, and ends well",
    async () => {
      const before = await count();
      await db().write(async (tx) => {
        await createProject(tx, owner, project("Outside"));
        await db().write((other) => createProject(other, owner, project("Inside")));
      });
      expect(await count()).toBe(before + 2);
    },
  );
});

test("a role that is not of the closed pattern is refused before any SQL", () => {
  const hostile = [
    'x"; DROP SCHEMA control; --',
    "t_0123",
    `t_${"0".repeat(32)}; SET ROLE postgres`,
    `t_${"g".repeat(32)}`,
    `T_${"0".repeat(32)}`,
    "т_00000000000000000000000000000000",
    "postgres",
    "",
  ];
  for (const role of hostile) expect(() => prelude({ readOnly: true, role })).toThrow(TypeError);
  for (const tenantId of ["1; DROP", "", "0".repeat(36), "' OR 1=1"]) {
    expect(() => prelude({ readOnly: true, role: "control_tenant", tenantId })).toThrow(TypeError);
  }
});

test("the control plane shows a tenant's pages the rows of that tenant alone", async () => {
  const [mine, other] = [await testTenant(tier), await testTenant(tier)];
  const count = sql`select count(*)::int as n, count(distinct tenant_id)::int as tenants from control.memberships`;
  const seen = await tier.controlDb
    .forTenant(mine.id)
    .read((tx) => tx.execute<{ n: number; tenants: number }>(count));
  expect(seen.rows[0]).toEqual({ n: 1, tenants: 1 });
  const rename = sql`update control.sessions set user_agent = 'x' where tenant_id = ${other.id}`;
  const touched = await tier.controlDb.forTenant(mine.id).write((tx) => tx.execute<never>(rename));
  expect(touched.rowCount).toBe(0);
  const tenants = tier.controlDb
    .forTenant(mine.id)
    .read((tx) => tx.execute(sql`select * from control.tenants`));
  await expect(tenants).rejects.toMatchObject({ name: "AccessRefused" });
});
