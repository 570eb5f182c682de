import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { listLocalMemberships } from "#app/db.local.server.ts";
import { nameOwner } from "#app/db.server.ts";
import { removeUser } from "#app/identity/local/changes.ts";
import { tellOwner } from "./tell-owner.ts";
import { type Inbox, openInbox } from "./testing/inbox.ts";

// The stand-in's own deliveries go nowhere in this test: it delivers as it likes.
vi.hoisted(() => {
  process.env.PORT = "1";
});

let inbox: Inbox;
beforeAll(async () => {
  inbox = await openInbox();
});
afterAll(() => inbox.close());

test.each(["standard", "enterprise"] as const)(
  "on the %s plan an owner named by staff is one at the provider, in the tenant, and stays one",
  async (plan) => {
    const { creator, organization } = await inbox.newOrganization(plan);
    const person = await inbox.newPerson();
    await inbox.deliver(await inbox.takeMessages());
    await inbox.write((tx) => removeUser(tx, creator.id));
    await inbox.deliver(await inbox.takeMessages());
    const tenant = await inbox.tenantOf(organization.id);
    expect(await inbox.membersOf(tenant)).toEqual({});
    await nameOwner(inbox.tier, tenant.id, { person: person.email, actor: { kind: "staff" } });
    const payload = { tenantId: tenant.id, userId: person.id };
    await tellOwner(inbox.tier, payload);
    await tellOwner(inbox.tier, payload);
    const expected = { [person.id]: `${person.firstName} owner` };
    expect(await inbox.membersOf(tenant)).toEqual(expected);
    const there = await inbox.read((tx) => listLocalMemberships(tx, { organizationId: organization.id }));
    expect(there.map(({ userId, role }) => [userId, role])).toEqual([[person.id, "org:owner"]]);
    await inbox.deliver(await inbox.takeMessages());
    expect(await inbox.membersOf(tenant)).toEqual(expected);
  },
);
