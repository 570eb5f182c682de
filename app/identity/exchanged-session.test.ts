// Threat: a secret that leaked while its person had fewer rights opens more once they have more.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createSession, type MemberSession, revokeSession, upsertMembership } from "#app/db.people.server.ts";
import type { Role, Tenant } from "#app/db.server.ts";
import { PLACEMENT_KINDS } from "#app/db.shared.ts";
import { env } from "#app/env.server.ts";
import { EXCHANGE_SECONDS } from "#db/control/session-exchange.ts";
import { type DataTier, openDataTier } from "#db/data-tier.ts";
import { adminQuery } from "#db/testing/query.ts";
import { scratchDataTier, testTenant } from "#db/testing/scratch.ts";
import { hashSecret, newSecret } from "./secret.ts";
import { signedCookie } from "./signed-cookie.server.ts";
import { readSession, SESSION_COOKIE, tenantSessions } from "./tenant-sessions.server.ts";

let scratch: DataTier;
let tier: DataTier;
beforeAll(async () => {
  scratch = await scratchDataTier();
  tier = await openDataTier({ urls: scratch.urls, secretsKey: env.SECRETS_KEY });
});
afterAll(() => Promise.all([tier.close(), scratch.close()]));

describe.each(PLACEMENT_KINDS)("in a workspace in a %s", (kind) => {
  let tenant: Tenant;
  let hostname: string;
  beforeAll(async () => {
    tenant = await testTenant(tier, { kind });
    hostname = `${tenant.slug}.app.localhost`;
  });

  let userId: string;
  let version = 0;
  const become = (role: Role) =>
    tier.controlDb.write((tx) =>
      upsertMembership(tx, { tenantId: tenant.id, userId, role, sourceUpdatedAt: new Date(++version) }),
    );

  /** The cookie of a member who came in as such. */
  async function enter(): Promise<string> {
    const secret = newSecret();
    const session = { idHash: hashSecret(secret), tenantId: tenant.id, hostname, userId };
    const facts = { sourceSessionId: randomUUID(), userAgent: null };
    await tier.controlDb.write((tx) => createSession(tx, { ...session, ...facts }));
    return pairOf(await signedCookie(SESSION_COOKIE, 60).serialize(secret));
  }
  const pairOf = (setCookie: string) => setCookie.split(";")[0] ?? "";
  const requestWith = (cookie: string) => new Request(`http://${hostname}:3000/`, { headers: { cookie } });
  /** As a request with this cookie finds it, and the cookie that its answer brings, if any. */
  async function ask(cookie: string): Promise<{ session: MemberSession | null; next?: string }> {
    const { session, setCookie } = await readSession(tier, tenant, hostname, requestWith(cookie));
    return setCookie === undefined ? { session } : { session, next: pairOf(setCookie) };
  }
  const countSessions = async () =>
    (
      await adminQuery(tier, "SELECT FROM control.sessions WHERE user_id = $1 AND revoked_at IS NULL", [
        userId,
      ])
    ).length;
  /** As if the exchange was so long ago that the former secret is over. */
  const letTimePass = () =>
    adminQuery(
      tier,
      "UPDATE control.sessions SET exchanged_at = exchanged_at - make_interval(secs => $2) WHERE user_id = $1",
      [userId, EXCHANGE_SECONDS],
    );

  let cookie: string;
  beforeEach(async () => {
    userId = `user_${randomUUID()}`;
    await become("member");
    cookie = await enter();
  });

  test("as long as nothing changes, the secret stays", async () => {
    for (let n = 0; n < 3; n++) expect(await ask(cookie)).toMatchObject({ session: { userId } });
    expect((await ask(cookie)).next).toBeUndefined();
    await become("member");
    expect((await ask(cookie)).next).toBeUndefined();
  });

  test.each(["admin", "viewer", "owner"] as const)(
    "another role, %s, brings a new secret with the next answer, and the one before ends",
    async (role) => {
      await become(role);
      const { session, next = "" } = await ask(cookie);
      expect(session).toMatchObject({ userId, isMember: true });
      expect(next).not.toBe(cookie);
      expect(await ask(next)).toMatchObject({ session: { idHash: session?.idHash } });
      expect((await ask(next)).next).toBeUndefined();
      await letTimePass();
      expect((await ask(cookie)).session).toBeNull();
      expect((await ask(next)).session).not.toBeNull();
      expect(await countSessions()).toBe(1);
    },
  );

  test("of twenty requests that run at once none is locked out, and all bring the same secret", async () => {
    await become("admin");
    const answers = await Promise.all(Array.from({ length: 20 }, () => ask(cookie)));
    expect(answers.map(({ session }) => session?.userId)).toEqual(Array(20).fill(userId));
    expect(new Set(answers.map(({ next }) => next)).size).toBe(1);
    expect(await countSessions()).toBe(1);
    await letTimePass();
    expect((await ask(answers[0]?.next ?? "")).session).not.toBeNull();
  });

  test("whose form it is, is known by the former secret too, which lets nobody in any more", async () => {
    await become("admin");
    await ask(cookie);
    await letTimePass();
    expect((await ask(cookie)).session).toBeNull();
    expect(await tenantSessions(tier, tenant, hostname).formerOwner(requestWith(cookie))).toBe(userId);
  });

  test("an answer that was lost is given again for as long as the former secret is good", async () => {
    await become("admin");
    const lost = await ask(cookie);
    const again = await ask(cookie);
    expect(again.next).toBe(lost.next);
    expect(again.session?.userId).toBe(userId);
  });

  test("a role that changes twice within the moment locks nobody out who has the newer secret", async () => {
    await become("admin");
    const { next: second = "" } = await ask(cookie);
    await become("viewer");
    const { next: third = "" } = await ask(second);
    expect(new Set([cookie, second, third]).size).toBe(3);
    expect((await ask(third)).session).not.toBeNull();
    expect((await ask(second)).next).toBe(third);
    // The oldest opens nothing, and does not lead to the newest.
    expect(await ask(cookie)).toEqual({ session: null });
  });

  // Threat: somebody who holds the former secret computes the next.
  test("the next secret follows from the former for nobody but us", async () => {
    await become("admin");
    const { next = "" } = await ask(cookie);
    const secretOf = (pair: string) => pair.slice(SESSION_COOKIE.length + 1).split(".")[0] ?? "";
    expect(secretOf(next)).toMatch(/^[\w-]{43}$/);
    expect(secretOf(next)).not.toBe(hashSecret(secretOf(cookie)));
  });

  test("signing out with the former secret ends the session for both", async () => {
    await become("admin");
    const { next = "" } = await ask(cookie);
    await tenantSessions(tier, tenant, hostname).end(requestWith(cookie));
    expect((await ask(next)).session).toBeNull();
    expect((await ask(cookie)).session).toBeNull();
  });

  test("a session that was ended is not exchanged", async () => {
    const { session } = await ask(cookie);
    await become("admin");
    await tier.controlDb.write((tx) => revokeSession(tx, session?.idHash ?? ""));
    expect(await ask(cookie)).toEqual({ session: null });
  });
});
