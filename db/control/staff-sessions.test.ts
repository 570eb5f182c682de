/** Staff sessions and tickets: when they are over, and where they are nothing. */
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { DataTier } from "../data-tier.ts";
import { scratchDataTier } from "../testing/scratch.ts";
import { staffSessions, staffTickets } from "./schema/staff.ts";
import { TICKET_LIFETIME_SECONDS } from "./session-tables.ts";
import { endSourceSession, revokeSessionsByUser } from "./sessions.ts";
import {
  createStaffSession,
  createStaffTicket,
  getStaffSession,
  redeemStaffTicket,
  revokeStaffSession,
  STAFF_SESSION_ABSOLUTE_HOURS,
  STAFF_SESSION_IDLE_HOURS,
} from "./staff-sessions.ts";
import { createTombstone } from "./tombstones.ts";

let tier: DataTier;
let count = 0;
beforeAll(async () => {
  tier = await scratchDataTier();
});
afterAll(() => tier.close());

const HOSTNAME = "platform.app.localhost";
const write = <T>(work: Parameters<typeof tier.controlDb.write<T>>[0]) => tier.controlDb.write(work);
const identity = () => {
  const number = ++count;
  return { userId: `user_${number}`, email: "sam@example.com", sourceSessionId: `sess_${number}` };
};

async function session() {
  const key = { idHash: `hash-${++count}`, hostname: HOSTNAME };
  await write((tx) => createStaffSession(tx, { ...identity(), ...key, userAgent: null }));
  return key;
}
const find = (key: { idHash: string; hostname: string }) =>
  tier.controlDb.read((tx) => getStaffSession(tx, key));
const age = (idHash: string, column: "lastSeenAt" | "expiresAt", hours: number) =>
  write((tx) =>
    tx
      .update(staffSessions)
      .set({ [column]: sql`${staffSessions[column]} - make_interval(hours => ${hours})` })
      .where(eq(staffSessions.idHash, idHash)),
  );

test("a session is good on the platform's hostname alone", async () => {
  const key = await session();
  expect(await find(key)).toMatchObject({ email: "sam@example.com" });
  expect(await find({ ...key, hostname: "acme.app.localhost" })).toBeUndefined();
});

// Threat: a cookie that was stolen opens the platform for ever.
test("a session ends when it is revoked, was idle too long, or is too old however busy", async () => {
  const [revoked, idle, old] = [await session(), await session(), await session()];
  await write((tx) => revokeStaffSession(tx, revoked.idHash));
  await age(idle.idHash, "lastSeenAt", STAFF_SESSION_IDLE_HOURS);
  await age(old.idHash, "expiresAt", STAFF_SESSION_ABSOLUTE_HOURS);
  for (const key of [revoked, idle, old]) expect(await find(key)).toBeUndefined();
});

test("a session that was used within the time is alive", async () => {
  const key = await session();
  await age(key.idHash, "lastSeenAt", STAFF_SESSION_IDLE_HOURS - 1);
  await age(key.idHash, "expiresAt", STAFF_SESSION_ABSOLUTE_HOURS - 1);
  expect(await find(key)).toBeDefined();
});

// Threat: somebody is deleted between their ticket and their session, and comes in all the same.
test("who was deleted has no session, whether it was made before or after", async () => {
  const person = identity();
  const [before, after] = ["before", "after"].map((name) => ({
    idHash: `${name}-${++count}`,
    hostname: HOSTNAME,
  }));
  const make = (key: typeof before) =>
    write((tx) => createStaffSession(tx, { ...person, ...key!, userAgent: null }));
  await make(before);
  await write((tx) => createTombstone(tx, "user", person.userId, new Date()));
  await write((tx) => revokeSessionsByUser(tx, person.userId));
  const isMine = eq(staffSessions.userId, person.userId);
  const [row] = await tier.controlDb.read((tx) => tx.select().from(staffSessions).where(isMine));
  expect(row?.revokedAt).toBeInstanceOf(Date);
  await make(after);
  for (const key of [before, after]) expect(await find(key!)).toBeUndefined();
});

test("the end of the provider's session ends what came from it, of staff as well", async () => {
  const person = identity();
  const key = { idHash: `hash-${++count}`, hostname: HOSTNAME };
  await write((tx) => createStaffSession(tx, { ...person, ...key, userAgent: null }));
  expect(await find(key)).toBeDefined();
  await write((tx) => endSourceSession(tx, person.sourceSessionId, new Date()));
  expect(await find(key)).toBeUndefined();
  const again = { ...person, idHash: `hash-${++count}`, hostname: HOSTNAME, userAgent: null };
  expect(await write((tx) => createStaffSession(tx, again))).toBe(false);
});

// Threat: a leaked ticket is tried later.
test("a ticket is refused once its lifetime is over", async () => {
  const key = { hash: `ticket-${++count}`, hostname: HOSTNAME, nonceHash: "nonce" };
  const make = (hash: string) => ({ ...identity(), ...key, hash, returnTo: "/platform/tenants" });
  const late = { ...key, hash: `ticket-${++count}` };
  await write((tx) => createStaffTicket(tx, make(key.hash)));
  await write((tx) => createStaffTicket(tx, make(late.hash)));
  await write((tx) =>
    tx
      .update(staffTickets)
      .set({
        expiresAt: sql`${staffTickets.expiresAt} - make_interval(secs => ${TICKET_LIFETIME_SECONDS})`,
      })
      .where(eq(staffTickets.hash, late.hash)),
  );
  expect(await write((tx) => redeemStaffTicket(tx, late))).toBeUndefined();
  expect(await write((tx) => redeemStaffTicket(tx, key))).toMatchObject({ returnTo: "/platform/tenants" });
});
