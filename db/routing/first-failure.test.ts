/** Independent queries share a flight: what fails first is the cause, whoever is heard first. */
import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { DataTier } from "../data-tier.ts";
import { QueryFailed, StatementTimeout, TransactionRolledBack } from "../errors.ts";
import { upsertMember } from "../tenant/members.ts";
import { projects } from "../tenant/schema.ts";
import { forEachPlacement } from "../testing/for-each-placement.ts";
import { scratchDataTier, testOwner, testTenant } from "../testing/scratch.ts";
import { sqlState } from "./sql-errors.ts";
import type { Tenant } from "./tenant.ts";
import type { Transaction } from "./transaction.ts";

let tier: DataTier;
beforeAll(async () => {
  tier = await scratchDataTier();
});
afterAll(() => tier.close());

type Runner = { write<T>(work: (tx: Transaction) => Promise<T>): Promise<T> };

/** Issued first; heard of last by whoever waits for both. */
async function inAHelper<T>(pending: PromiseLike<T>): Promise<T> {
  const answer = pending.then((value) => value).then((value) => value);
  return await answer.then((value) => value);
}
/** One fails, and the other because of it; which of the two is rejected first is no matter of ours. */
const both = (tx: Transaction, first: ReturnType<typeof sql>) =>
  Promise.all([inAHelper(tx.execute(first)), tx.execute(sql`select 1`)]);

const raise = (state: string) =>
  sql.raw(`do $$ begin raise exception 'as planned' using errcode = '${state}'; end $$`);

const caught = (attempt: Promise<unknown>): Promise<unknown> => attempt.catch((error: unknown) => error);

function firstFailureIsTheCause(runner: () => Runner): void {
  test("a statement that took too long is named, not what it aborted", async () => {
    const attempt = runner().write(async (tx) => {
      await tx.execute(sql`set local statement_timeout = 50`);
      await both(tx, sql`select pg_sleep(5)`);
    });
    await expect(attempt).rejects.toBeInstanceOf(StatementTimeout);
  });

  test.each(["40P01", "40001"])("%s in a flight is tried again", async (state) => {
    let runs = 0;
    await runner().write(async (tx) => {
      runs++;
      if (runs === 1) await both(tx, raise(state));
    });
    expect(runs).toBe(2);
  });

  test("a failure that the work swallowed is tried again as well, where another run may do", async () => {
    let runs = 0;
    await runner().write(async (tx) => {
      runs++;
      if (runs === 1) await Promise.allSettled([tx.execute(raise("40P01")), tx.execute(sql`select 1`)]);
    });
    expect(runs).toBe(2);
  });

  test("a failure that the work swallowed is the cause of the COMMIT that was none", async () => {
    const error = await caught(
      runner().write((tx) => Promise.allSettled([tx.execute(sql`select 1/0`), tx.execute(sql`select 1`)])),
    );
    expect(error).toBeInstanceOf(TransactionRolledBack);
    expect(sqlState(error)).toBe("22012");
  });

  test("the query that failed first is the one that is told", async () => {
    const error = await caught(runner().write((tx) => both(tx, sql`select 1 / 0 as first`)));
    expect(error).toBeInstanceOf(QueryFailed);
    expect((error as QueryFailed).query).toContain("1 / 0 as first");
  });

  test("a failure that a savepoint undid is not the cause of a later one", async () => {
    const error = await caught(
      runner().write(async (tx) => {
        await caught(tx.transaction((inner) => inner.execute(raise("40P01"))));
        await both(tx, sql`select 1/0`);
      }),
    );
    expect(sqlState(error)).toBe("22012");
  });

  test("an error that the work throws itself stays that", async () => {
    const mine = new Error("a decision of the work");
    const attempt = runner().write(async (tx) => {
      await caught(tx.execute(sql`select 1/0`));
      throw mine;
    });
    await expect(attempt).rejects.toBe(mine);
  });
}

forEachPlacement((kind) => {
  let tenant: Tenant;
  beforeAll(async () => {
    tenant = await testTenant(tier, { kind });
  });

  test("of two who take one name at once the second is told which name, by no 500", async () => {
    const db = tier.tenantRouter.connect(tenant);
    const owner = testOwner();
    await db.write((tx) => upsertMember(tx, { ...owner, role: "owner" }));
    const slug = randomUUID();
    const add = () =>
      db.write((tx) => tx.insert(projects).values({ name: "Twice", slug, createdBy: owner.id }));
    const outcomes = await Promise.allSettled([add(), add()]);
    const [refused, ...others] = outcomes.filter(({ status }) => status === "rejected");
    expect(others).toEqual([]);
    expect(refused).toMatchObject({ reason: { name: "AlreadyTaken", field: "slug", status: 409 } });
  });

  firstFailureIsTheCause(() => tier.tenantRouter.connect(tenant));
});

firstFailureIsTheCause(() => tier.controlDb);
