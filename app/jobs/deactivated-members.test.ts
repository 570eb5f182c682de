// Threat: the provider, which knows of nobody who is kept out, lets them in again by what it says.
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { changeActivity, getMember, getMembershipRole } from "#app/db.people.server.ts";
import { deleteTenant, restoreTenant } from "#app/db.server.ts";
import {
  addMembership,
  changeMembership,
  changeUser,
  removeMembership,
} from "#app/identity/providers/local/changes.ts";
import { tellMember } from "./tell-member.ts";
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

describe.each(["standard", "enterprise"] as const)("on the %s plan", (plan) => {
  /** A member whom the owner deactivated, in a process that ended before anybody else heard of it. */
  async function deactivated() {
    const { creator, organization } = await inbox.newOrganization(plan);
    const person = await inbox.newPerson();
    const there = { organizationId: organization.id, userId: person.id };
    await inbox.write((tx) => addMembership(tx, { ...there, role: "org:member" }));
    await inbox.deliver(await inbox.takeMessages());
    const tenant = await inbox.tenantOf(organization.id);
    const key = { tenantId: tenant.id, userId: person.id };
    const by = { userId: creator.id, actor: { kind: "member" as const, id: creator.id }, may: () => true };
    await inbox.write((tx) => changeActivity(tx, { key, by, isActive: false }));
    const roleOf = () => inbox.read((tx) => getMembershipRole(tx, key));
    const rowOf = () => inbox.tier.tenantRouter.connect(tenant).read((tx) => getMember(tx, person.id));
    return { key, there, tenant, person, roleOf, rowOf };
  }

  test("the tenant hears of it, though the process that did it ended", async () => {
    const { key, rowOf } = await deactivated();
    expect(await rowOf()).toMatchObject({ isActive: true });
    await tellMember(inbox.tier, key);
    expect(await rowOf()).toMatchObject({ isActive: false, isDeactivated: true, role: "member" });
  });

  test("another role, another name, or joining again at the provider brings nobody back", async () => {
    const { key, there, person, roleOf, rowOf } = await deactivated();
    await tellMember(inbox.tier, key);
    await inbox.write((tx) => changeMembership(tx, there, "org:admin"));
    await inbox.write((tx) => changeUser(tx, person.id, { firstName: "Renamed" }));
    await inbox.deliver(await inbox.takeMessages());
    expect(await roleOf()).toBeUndefined();
    expect(await rowOf()).toMatchObject({
      isActive: false,
      isDeactivated: true,
      role: "admin",
      firstName: "Renamed",
    });

    await inbox.write((tx) => removeMembership(tx, there));
    await inbox.deliver(await inbox.takeMessages());
    expect(await rowOf()).toMatchObject({ isActive: false, isDeactivated: false });
    await inbox.write((tx) => addMembership(tx, { ...there, role: "org:admin" }));
    await inbox.deliver(await inbox.takeMessages());
    expect(await roleOf()).toBeUndefined();
    expect(await rowOf()).toMatchObject({ isActive: false, isDeactivated: true });
  });

  test("a tenant that is deleted and restored keeps out whom it kept out", async () => {
    const { key, tenant, roleOf, rowOf } = await deactivated();
    await tellMember(inbox.tier, key);
    const by = { actor: { kind: "staff" } } as const;
    await deleteTenant(inbox.tier, tenant.id, by);
    await restoreTenant(inbox.tier, tenant.id, by);
    expect(await roleOf()).toBeUndefined();
    expect(await rowOf()).toMatchObject({ isActive: false, isDeactivated: true });
  });
});
