import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { getInvitation } from "#app/db.people.server.ts";
import { createTombstone, recordWebhookEvent, type Tenant } from "#app/db.server.ts";
import type { DataTier } from "#db/data-tier.ts";
import { scratchDataTier, testTenant } from "#db/testing/scratch.ts";
import { processWebhookEvent } from "../webhook-event.ts";

vi.hoisted(() => {
  process.env.PORT = "1";
});

let tier: DataTier;
let tenant: Tenant;
beforeAll(async () => {
  tier = await scratchDataTier();
  tenant = await testTenant(tier);
});
afterAll(() => tier.close());

const NOW = Date.now();

/** As the provider tells it. */
async function tell(type: string, data: Record<string, unknown>, id = `msg_${randomUUID()}`): Promise<void> {
  const payload = { type, timestamp: NOW, data };
  await tier.controlDb.write((tx) => recordWebhookEvent(tx, { id, type, payload }));
  await processWebhookEvent(tier, { eventId: id });
}

const invitation = (changes: Record<string, unknown> = {}) => ({
  object: "organization_invitation",
  id: `orginv_${randomUUID()}`,
  organization_id: tenant.organizationId,
  email_address: "Ada@Example.com",
  role: "org:admin",
  status: "pending",
  url: "https://clerk.example/v1/tickets/accept?ticket=x",
  created_at: NOW,
  updated_at: NOW,
  expires_at: NOW + 86_400_000,
  ...changes,
});
const get = (id: string) => tier.controlDb.read((tx) => getInvitation(tx, { tenantId: tenant.id, id }));

test("an invitation that no page of ours made is known, and what becomes of it", async () => {
  const made = invitation();
  await tell("organizationInvitation.created", made);
  expect(await get(made.id)).toMatchObject({ email: "Ada@Example.com", role: "admin", status: "pending" });
  await tell("organizationInvitation.accepted", { ...made, status: "accepted", updated_at: NOW + 1 });
  expect(await get(made.id)).toMatchObject({ status: "accepted" });
});

test.each(["accepted", "revoked"] as const)("a late “created” never reopens what was %s", async (end) => {
  const made = invitation();
  await tell(`organizationInvitation.${end}`, { ...made, status: end, updated_at: NOW + 1 });
  await tell("organizationInvitation.created", made);
  // The object in a message may be newer than what the message tells of.
  await tell("organizationInvitation.created", { ...made, updated_at: NOW + 9 });
  expect(await get(made.id)).toMatchObject({ status: end });
});

test("what is absent or unknown is read as little as can be meant", async () => {
  const { status: _, expires_at: __, updated_at: ___, ...made } = invitation({ role: "org:pilot" });
  await tell("organizationInvitation.revoked", made);
  expect(await get(made.id as string)).toMatchObject({ role: "viewer", status: "revoked" });
});

test("an invitation waits for its organization's tenant, and is nothing where that is gone", async () => {
  const organization_id = `org_${randomUUID()}`;
  const made = invitation({ organization_id });
  const id = `msg_${randomUUID()}`;
  await expect(tell("organizationInvitation.created", made, id)).rejects.toThrow("not there yet");
  await tier.controlDb.write((tx) => createTombstone(tx, "organization", organization_id, new Date()));
  await processWebhookEvent(tier, { eventId: id });
  expect(await get(made.id)).toBeUndefined();
});
