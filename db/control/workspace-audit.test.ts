// Threat: an owner reads another workspace's log, or learns who of the staff it was; what happened is not in
// it.
import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { DataTier } from "../data-tier.ts";
import { suspendTenant } from "../lifecycle/suspend.ts";
import type { Tenant } from "../routing/tenant.ts";
import { scratchDataTier, testTenant } from "../testing/scratch.ts";
import { type Actor, recordAudit } from "./audit-log.ts";
import { auditLog } from "./schema/audit.ts";
import { createSession, endSourceSession, revokeSession } from "./sessions.ts";
import { listWorkspaceAudit, type WorkspaceAuditFilter } from "./workspace-audit.ts";

let tier: DataTier;
let tenant: Tenant;
let other: Tenant;
beforeAll(async () => {
  tier = await scratchDataTier();
});
beforeEach(async () => {
  tenant = await testTenant(tier);
  other = await testTenant(tier);
});
afterAll(() => tier.close());

const ada: Actor = { kind: "member", id: "user_ada", ip: "192.0.2.1" };
const sam: Actor = { kind: "staff", id: "user_sam", ip: "198.51.100.7", requestId: "r" };
const write = (actor: Actor, action: string, detail = {}, at = tenant) =>
  tier.controlDb.write((tx) => recordAudit(tx, { actor, action, tenantId: at.id, detail }));
/** As the workspace's own pages ask. */
const own = (of = tenant) => tier.controlDb.forTenant(of.id);
const list = async (filter: WorkspaceAuditFilter = {}) =>
  (await own().read((tx) => listWorkspaceAudit(tx, tenant.id, filter))).items;
const actions = async (filter: WorkspaceAuditFilter = {}) =>
  (await list(filter)).map(({ action }) => action).filter((action) => action !== "tenant.provision");

async function signIn(userId: string, at = tenant) {
  const idHash = randomUUID();
  const key = { idHash, tenantId: at.id, hostname: "h.app.localhost" };
  const sourceSessionId = `sess_${idHash}`;
  const session = { ...key, userId, sourceSessionId, userAgent: null, ip: "192.0.2.1" };
  await tier.controlDb.write((tx) => createSession(tx, session));
  return { idHash, sourceSessionId };
}

test("nobody sees another workspace's entries, whatever they ask for: the database shows none", async () => {
  await write(ada, "member.role", { userId: "user_x", from: "member", to: "admin" }, other);
  const asked = await own().read((tx) => listWorkspaceAudit(tx, other.id));
  expect(asked.items).toEqual([]);
  expect((await own(other).read((tx) => listWorkspaceAudit(tx, other.id))).items.length).toBeGreaterThan(0);
  const all = await own().read((tx) => tx.select().from(auditLog));
  expect(new Set(all.map(({ tenantId }) => tenantId))).toEqual(new Set([tenant.id]));
});

test("nobody writes into another workspace's log, or changes their own", async () => {
  const record = { actor: ada, action: "export.activity", tenantId: other.id };
  await expect(own().write((tx) => recordAudit(tx, record))).rejects.toThrow();
  for (const change of [
    sql`update ${auditLog} set action = 'x'`,
    sql`delete from ${auditLog}`,
    sql`truncate ${auditLog}`,
  ])
    await expect(own().write((tx) => tx.execute(change))).rejects.toThrow();
});

test("staff are named as staff, with the reason and without their id and address", async () => {
  await write(sam, "tenant.owner", { userId: "user_ada", reason: "The owner has left" });
  await write({ kind: "cli", id: "root@host" }, "tenant.plan", { from: "standard", to: "enterprise" });
  const entries = await list({ group: "staff" });
  expect(entries).toMatchObject([
    { action: "tenant.plan", by: "staff", actorId: null, ip: null },
    {
      action: "tenant.owner",
      by: "staff",
      actorId: null,
      ip: null,
      detail: { reason: "The owner has left" },
    },
  ]);
  expect(JSON.stringify(entries)).not.toMatch(/user_sam|198\.51|root@host/);
  // Nor by asking for what they do: somebody of the staff may be a member here too.
  expect(await actions({ people: ["user_sam"] })).toEqual([]);
});

test("why a workspace was suspended is told where staff said so, and only there", async () => {
  await suspendTenant(tier, tenant.id, { actor: sam, reason: "Police asked" });
  expect(await list({ group: "staff" })).toMatchObject([{ action: "tenant.suspend", detail: {} }]);
  expect(JSON.stringify(await list())).not.toContain("Police");
  await write(sam, "tenant.suspend", { reason: "Unpaid", isReasonShown: true });
  expect((await list({ group: "staff" }))[0]?.detail).toEqual({ reason: "Unpaid" });
});

test("the platform's own business is not in it", async () => {
  await write({ kind: "system" }, "identity.repair", { type: "members" });
  await write(sam, "tenant.continue", { work: "provision" });
  expect(await actions()).toEqual([]);
});

test("entries are found by head, by person, by time, and page by page", async () => {
  await write(ada, "member.remove", { userId: "user_bob", from: "member" });
  await write({ kind: "member", id: "user_bob" }, "export.activity", { format: "csv" });
  await write(ada, "security.change");
  expect(await actions({ group: "members" })).toEqual(["member.remove"]);
  expect(await actions({ group: "exports" })).toEqual(["export.activity"]);
  expect(await actions({ people: ["user_bob"] })).toEqual(["export.activity", "member.remove"]);
  expect(await actions({ people: [] })).toEqual([]);
  expect(await actions({ before: new Date(0) })).toEqual([]);
  const first = await own().read((tx) => listWorkspaceAudit(tx, tenant.id, { limit: 2 }));
  const cursor = first.nextCursor ?? "";
  expect(first.items.map(({ action }) => action)).toEqual(["security.change", "export.activity"]);
  expect((await actions({ limit: 2, cursor }))[0]).toBe("member.remove");
  expect(await actions({ limit: 2, cursor: "nonsense" })).toEqual(["security.change", "export.activity"]);
});

test("a sign-in and a sign-out are written with the session, by whom, and no more often", async () => {
  const { idHash, sourceSessionId } = await signIn("user_ada");
  await own().write((tx) => revokeSession(tx, idHash));
  await tier.controlDb.write((tx) => endSourceSession(tx, sourceSessionId, new Date()));
  expect(await list({ group: "signIns" })).toMatchObject([
    { action: "session.end", by: "member", actorId: "user_ada" },
    { action: "session.start", by: "member", actorId: "user_ada", ip: "192.0.2.1" },
  ]);
});

test("who is signed out everywhere is so in each workspace's own log, and by whom", async () => {
  const { idHash, sourceSessionId } = await signIn("user_ada");
  await tier.controlDb.write((tx) =>
    tx.execute(sql`insert into control.sessions (id_hash, tenant_id, user_id, source_session_id, hostname, expires_at)
      values (${randomUUID()}, ${other.id}, 'user_ada', ${sourceSessionId}, 'o', now() + interval '1 day')`),
  );
  await tier.controlDb.write((tx) => endSourceSession(tx, sourceSessionId, new Date(), sam));
  const [here] = await list({ group: "signIns" });
  expect(here).toMatchObject({ action: "session.end", by: "staff", detail: { userId: "user_ada" } });
  const there = await own(other).read((tx) => listWorkspaceAudit(tx, other.id, { group: "signIns" }));
  expect(there.items).toMatchObject([{ action: "session.end" }]);
  await own().write((tx) => revokeSession(tx, idHash));
  expect(await actions({ group: "signIns" })).toEqual(["session.end", "session.start"]);
});

test("where no session is made, or its transaction is undone, nobody has signed in", async () => {
  const session = { idHash: randomUUID(), tenantId: tenant.id, hostname: "h", userId: "u", userAgent: null };
  await tier.controlDb.write((tx) => endSourceSession(tx, "sess_over", new Date()));
  await tier.controlDb.write((tx) => createSession(tx, { ...session, sourceSessionId: "sess_over" }));
  const undone = tier.controlDb.write(async (tx) => {
    await createSession(tx, { ...session, sourceSessionId: "sess_new" });
    throw new Error("undone");
  });
  await expect(undone).rejects.toThrow("undone");
  expect(await actions()).toEqual([]);
});

test("not even the app's own role takes out an entry before its time, or any other", async () => {
  await signIn("user_ada");
  await write(ada, "member.remove", { userId: "user_bob" });
  await tier.controlDb.write((tx) =>
    tx.execute(sql`insert into ${auditLog} (tenant_id, action, at)
      values (${tenant.id}, 'member.leave', now() - interval '3 years')`),
  );
  const before = await actions();
  await tier.controlDb.write((tx) => tx.delete(auditLog).where(eq(auditLog.tenantId, tenant.id)));
  expect(await actions()).toEqual(before);
});
