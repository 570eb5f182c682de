import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { DataTier } from "../data-tier.ts";
import type { Tenant } from "../routing/tenant.ts";
import { scratchDataTier, testTenant } from "../testing/scratch.ts";
import { tickets } from "./schema/sessions.ts";
import { TICKET_LIFETIME_SECONDS } from "./session-tables.ts";
import { createTicket, redeemTicket } from "./tickets.ts";

let tier: DataTier;
let tenant: Tenant;
let other: Tenant;
let count = 0;

beforeAll(async () => {
  tier = await scratchDataTier();
  tenant = await testTenant(tier);
  other = await testTenant(tier);
});
afterAll(() => tier.close());

const HOSTNAME = "acme.app.localhost";

const PROOF = {
  provedAt: new Date(1_800_000_000_000),
  hasSecondFactor: true,
  domains: ["corp.example"],
  companyDomain: "corp.example",
};

async function ticket() {
  const hash = `hash-${count++}`;
  const made = { hash, tenantId: tenant.id, hostname: HOSTNAME, nonceHash: "nonce" };
  const rest = { userId: "user_1", sourceSessionId: "sess_1", returnTo: "/projects", ...PROOF };
  await tier.controlDb.write((tx) => createTicket(tx, { ...made, ...rest }));
  return made;
}

const redeem = (key: Parameters<typeof redeemTicket>[1]) =>
  tier.controlDb.write((tx) => redeemTicket(tx, key));

test("a ticket is good for whom and where it was made, and leads back", async () => {
  const made = await ticket();
  expect(await redeem(made)).toEqual({
    userId: "user_1",
    sourceSessionId: "sess_1",
    returnTo: "/projects",
    ...PROOF,
  });
});

// Threat: a ticket in the browser's history, or in a proxy's log, is used again.
test("a ticket that was used is refused", async () => {
  const made = await ticket();
  await redeem(made);
  expect(await redeem(made)).toBeUndefined();
});

// Threat: two requests race with the same ticket, for two sessions from one sign-in.
test("of twenty who redeem a ticket at once, one succeeds", async () => {
  const made = await ticket();
  const answers = await Promise.all(Array.from({ length: 20 }, () => redeem(made)));
  expect(answers.filter(Boolean)).toHaveLength(1);
});

// Threat: a leaked ticket is tried later.
test("a ticket is refused once its lifetime is over", async () => {
  const made = await ticket();
  await tier.controlDb.write((tx) =>
    tx
      .update(tickets)
      .set({ expiresAt: sql`${tickets.expiresAt} - make_interval(secs => ${TICKET_LIFETIME_SECONDS})` })
      .where(eq(tickets.hash, made.hash)),
  );
  expect(await redeem(made)).toBeUndefined();
});

// Threat: a ticket for one workspace is carried to another's hostname.
test("a ticket is refused on another hostname, and for another tenant", async () => {
  const made = await ticket();
  expect(await redeem({ ...made, hostname: "globex.app.localhost" })).toBeUndefined();
  expect(await redeem({ ...made, tenantId: other.id })).toBeUndefined();
});

// Threat: an attacker has the victim's browser redeem the attacker's ticket, and the victim works as the
// attacker.
test("a ticket is refused in a browser that did not ask for it, and stays good for the one that did", async () => {
  const made = await ticket();
  expect(await redeem({ ...made, nonceHash: "another" })).toBeUndefined();
  expect(await redeem(made)).toBeDefined();
});

// Threat: a page of one workspace asks with another's id, and the check of the id is forgotten.
test("to another tenant's pages a ticket is not there at all", async () => {
  const made = await ticket();
  const as = (id: string) => tier.controlDb.forTenant(id).write((tx) => redeemTicket(tx, made));
  expect(await as(other.id)).toBeUndefined();
  expect(await as(tenant.id)).toMatchObject({ userId: "user_1" });
});

test("a tenant's pages make no ticket, and take none away", async () => {
  const made = await ticket();
  const own = tier.controlDb.forTenant(tenant.id);
  await expect(own.write((tx) => tx.delete(tickets).where(eq(tickets.hash, made.hash)))).rejects.toThrow();
  const another = { ...made, hash: "another", userId: "u", sourceSessionId: "s", returnTo: "/", ...PROOF };
  await expect(own.write((tx) => createTicket(tx, another))).rejects.toThrow();
});
