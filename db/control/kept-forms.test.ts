/** What somebody typed is given once, to them, on the page they typed it on. */
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { DataTier } from "../data-tier.ts";
import { adminQuery } from "../testing/query.ts";
import { scratchDataTier } from "../testing/scratch.ts";
import { KEPT_FORMS_PER_PERSON, keepForm, takeKeptForm } from "./kept-forms.ts";

let tier: DataTier;
beforeAll(async () => {
  tier = await scratchDataTier();
});
afterAll(() => tier.close());

type Owner = { idHash: string; userId: string; hostname: string };
const newOwner = (): Owner => ({
  idHash: randomUUID(),
  userId: `user_${randomUUID()}`,
  hostname: "acme.test",
});

const keep = (owner: Owner, path: string, sealed = "sealed") =>
  tier.controlDb.write((tx) => keepForm(tx, { ...owner, path, sealed }));
const take = (owner: Owner, path: string) => tier.controlDb.write((tx) => takeKeptForm(tx, owner, path));

test("is given once", async () => {
  const owner = newOwner();
  await keep(owner, "/projects/new");
  expect(await take(owner, "/projects/new")).toEqual({ sealed: "sealed", isMoreLeft: false });
  expect(await take(owner, "/projects/new")).toEqual({ sealed: undefined, isMoreLeft: false });
});

test("two who take it at once: one gets it", async () => {
  const owner = newOwner();
  await keep(owner, "/a");
  const taken = await Promise.all(Array.from({ length: 8 }, () => take(owner, "/a")));
  expect(taken.filter(({ sealed }) => sealed !== undefined)).toHaveLength(1);
});

test("another browser, person, hostname or page gets nothing, and takes nothing away", async () => {
  const owner = newOwner();
  await keep(owner, "/a");
  for (const other of [{ idHash: "x" }, { userId: "user_x" }, { hostname: "globex.test" }])
    expect((await take({ ...owner, ...other }, "/a")).sealed).toBeUndefined();
  expect(await take(owner, "/b")).toEqual({ sealed: undefined, isMoreLeft: true });
  expect((await take(owner, "/a")).sealed).toBe("sealed");
});

test("sent twice from one page, the newest stays", async () => {
  const owner = newOwner();
  await keep(owner, "/a", "first");
  await keep(owner, "/a", "second");
  expect(await take(owner, "/a")).toEqual({ sealed: "second", isMoreLeft: false });
});

test("sent twice at once, as by a second click, one of them stays and none fails", async () => {
  const owner = newOwner();
  await Promise.all(Array.from({ length: 8 }, (_, n) => keep(owner, "/a", `sealed ${n}`)));
  expect((await take(owner, "/a")).sealed).toMatch(/^sealed \d$/);
  expect((await take(owner, "/a")).sealed).toBeUndefined();
});

test("what is late is not given", async () => {
  const owner = newOwner();
  await keep(owner, "/a");
  await adminQuery(
    tier,
    `UPDATE control.kept_forms SET expires_at = now() WHERE id_hash = '${owner.idHash}'`,
  );
  expect(await take(owner, "/a")).toEqual({ sealed: undefined, isMoreLeft: false });
});

test("one person keeps a few, whatever they send: the oldest make room", async () => {
  const owner = newOwner();
  for (let n = 0; n < KEPT_FORMS_PER_PERSON + 3; n++) await keep({ ...owner, idHash: randomUUID() }, `/${n}`);
  const text = `SELECT path FROM control.kept_forms WHERE user_id = '${owner.userId}' ORDER BY created_at`;
  const rows = await adminQuery<{ path: string }>(tier, text);
  expect(rows.map(({ path }) => path)).toEqual(["/3", "/4", "/5", "/6", "/7"]);
});
