/** Inviting into a workspace: who may, what is written of it, and that nothing reaches beyond it. */
import { request as ask, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { Member } from "#app/context.ts";
import { upsertInvitation } from "#app/db.people.server.ts";
import { listAudit } from "#app/db.server.ts";
import { ROLES, type Role } from "#app/db.shared.ts";
import { env } from "#app/env.server.ts";
import { takeFlash } from "#app/http/flash.server.ts";
import { addUser } from "#app/identity/providers/local/changes.ts";
import { type LocalIdentity, startLocalIdentity } from "#app/identity/providers/local/instance.server.ts";
import { acceptInvitation } from "#app/identity/providers/local/invitation-changes.ts";
import { asked, makeWorkspace, refusalOf, type Workspace } from "#app/testing/in-workspace.ts";
import { type DataTier, openDataTier } from "#db/data-tier.ts";
import { ensureLocalMembership, ensureLocalOrganization } from "#db/local-identity/organizations.ts";
import { ensureLocalUser } from "#db/local-identity/users.ts";
import { forEachPlacement } from "#db/testing/for-each-placement.ts";
import { adminQuery } from "#db/testing/query.ts";
import { scratchDataTier } from "#db/testing/scratch.ts";
import { invitableRoles } from "./invitable-roles.ts";
import { loader as list } from "./invitations.tsx";
import { loader as form, action as invite } from "./invite.tsx";
import type { Answer } from "./invite-people.server.ts";
import { action as resend } from "./resendings.ts";
import { action as revoke } from "./revocations.ts";

vi.hoisted(() => {
  process.env.PORT = "1";
});

let scratch: DataTier;
let tier: DataTier;
let standIn: LocalIdentity;
beforeAll(async () => {
  scratch = await scratchDataTier();
  tier = await openDataTier({ urls: scratch.urls, secretsKey: env.SECRETS_KEY });
  standIn = await startLocalIdentity(tier);
});
afterAll(async () => {
  await standIn.stop();
  await Promise.all([tier.close(), scratch.close()]);
});

/** A workspace that the stand-in knows, with all of its people. */
async function known(kind: "schema" | "database"): Promise<Workspace> {
  const at = await makeWorkspace(tier, kind);
  const { organizationId: id, slug, name, plan } = at.tenant;
  await tier.controlDb.write(async (tx) => {
    const people = Object.values(at.people);
    for (const person of people)
      await ensureLocalUser(tx, { ...person, firstName: person.firstName ?? "", lastName: "" });
    const organizationId = id ?? expect.unreachable("no organization");
    await ensureLocalOrganization(tx, {
      id: organizationId,
      slug,
      name,
      plan,
      createdBy: at.people.owner.id,
    });
    for (const { id: userId, role } of people)
      await ensureLocalMembership(tx, { organizationId, userId, role: `org:${role}` });
  });
  return at;
}

test("nobody is offered a role above their own", () => {
  expect(invitableRoles("owner")).toEqual(ROLES);
  expect(invitableRoles("admin")).toEqual(["admin", "member", "viewer"]);
  expect(invitableRoles("viewer")).toEqual(["viewer"]);
});

forEachPlacement((kind) => {
  let at: Workspace;
  beforeAll(async () => {
    at = await known(kind);
  });

  const ask = async (by: Member, emails: string, role: Role = "member") =>
    (await invite(asked(at, by, { form: { emails, role } }))) as { answers: Answer[] };
  const rows = async (by = at.people.owner) => (await list(asked(at, by))).invitations;
  const idOf = async (email: string) =>
    (await rows()).find((row) => row.email === email)?.id ?? expect.unreachable(email);
  const audited = async (action: string, id: string) => {
    const { items } = await tier.controlDb.read((tx) => listAudit(tx, { tenantId: at.tenant.id, action }));
    return items.filter(({ detail }) => detail.invitation === id || detail.insteadOf === id);
  };
  const about = (by: Member, invitationId: string) =>
    asked(at, by, { params: { invitationId }, form: { x: "1" } });

  // Threat: a member without the right invites friends, or takes back others' invitations.
  test("who may not manage members gets a 403, whatever they ask for", async () => {
    for (const by of [at.people.member, at.people.viewer]) {
      expect(await refusalOf(() => list(asked(at, by)))).toBe(403);
      expect(await refusalOf(async () => form(asked(at, by)))).toBe(403);
      expect(await refusalOf(() => ask(by, "a@example.com"))).toBe(403);
      expect(await refusalOf(() => revoke(about(by, "orginv_1")))).toBe(403);
      expect(await refusalOf(() => resend(about(by, "orginv_1")))).toBe(403);
    }
  });

  test("each line is answered, and whoever was invited is listed with who asked", async () => {
    const { member, admin } = at.people;
    const lines = [
      "New@example.com",
      "new@EXAMPLE.com",
      member.email.toUpperCase(),
      "not one",
      "Eve <eve@example.com>",
    ];
    const { answers } = await ask(admin, lines.join("\n"), "viewer");
    expect(answers.map(({ outcome }) => outcome)).toEqual([
      "invited",
      "alreadyInvited",
      "alreadyMember",
      "malformed",
      "invited",
    ]);
    expect((await ask(admin, "NEW@example.com")).answers).toMatchObject([{ outcome: "alreadyInvited" }]);
    expect(await rows()).toMatchObject([
      { email: "eve@example.com", role: "viewer", status: "pending", inviterName: "admin" },
      { email: "New@example.com" },
    ]);
    const entries = await audited("invitation.create", await idOf("New@example.com"));
    expect(entries).toMatchObject([
      { actorKind: "member", actorId: admin.id, ip: "::1", requestId: "1", detail: { role: "viewer" } },
    ]);
    expect(JSON.stringify(entries[0]?.detail)).not.toContain("@");
  });

  // Threat: an admin makes an owner, and through them themselves one.
  test("an admin neither invites an owner nor decides about an owner's invitation", async () => {
    const { admin, owner } = at.people;
    const refused = (await ask(admin, "boss@example.com", "owner")) as unknown as {
      init: { status: number };
    };
    expect(refused.init.status).toBe(400);
    await ask(owner, "boss@example.com", "owner");
    const id = await idOf("boss@example.com");
    expect(await refusalOf(() => revoke(about(admin, id)))).toBe(403);
    expect(await refusalOf(() => resend(about(admin, id)))).toBe(403);
    expect((await rows(admin)).find((row) => row.id === id)?.canChange).toBe(false);
  });

  test("what is sent again is another invitation, and what is revoked is gone; both are audited", async () => {
    const { owner } = at.people;
    await ask(owner, "again@example.com");
    const first = await idOf("again@example.com");
    await resend(about(owner, first));
    const second = await idOf("again@example.com");
    expect(second).not.toBe(first);
    expect(await audited("invitation.resend", second)).toMatchObject([{ detail: { insteadOf: first } }]);
    expect(await refusalOf(() => resend(about(owner, first)))).toBe(409);
    await revoke(about(owner, second));
    expect((await rows()).map(({ email }) => email)).not.toContain("again@example.com");
    expect(await audited("invitation.revoke", second)).toHaveLength(1);
    expect(await refusalOf(() => revoke(about(owner, second)))).toBe(409);
  });

  test("an expired one is sent again or removed, though the provider has nothing to revoke", async () => {
    const { owner } = at.people;
    const expire = async (email: string) => {
      for (const place of ["local_identity", "control"])
        await adminQuery(tier, `UPDATE ${place}.invitations SET expires_at = now() WHERE email = $1`, [
          email,
        ]);
      return idOf(email);
    };
    await ask(owner, "slow@example.com; late@example.com");
    await resend(about(owner, await expire("slow@example.com")));
    expect((await rows()).find(({ email }) => email === "slow@example.com")).toMatchObject({
      status: "pending",
    });
    await revoke(about(owner, await expire("late@example.com")));
    expect((await rows()).map(({ email }) => email)).not.toContain("late@example.com");
  });

  test("one that was followed before any message told of it is neither revoked nor sent again", async () => {
    const { owner } = at.people;
    const guest = { email: `quick-${at.tenant.slug}@example.com`, firstName: "Quick", lastName: "Guest" };
    await ask(owner, guest.email);
    const id = await idOf(guest.email);
    await tier.controlDb.write(async (tx) => acceptInvitation(tx, id, (await addUser(tx, guest)).id));
    expect(await refusalOf(() => revoke(about(owner, id)))).toBe(409);
    expect((await rows()).map(({ email }) => email)).not.toContain(guest.email);
  });

  test("an invitation that only the provider knows is found by asking for it again", async () => {
    const { owner } = at.people;
    await ask(owner, "lost@example.com");
    await adminQuery(tier, "DELETE FROM control.invitations WHERE email = 'lost@example.com'");
    expect((await ask(owner, "lost@example.com")).answers).toMatchObject([{ outcome: "alreadyInvited" }]);
    expect((await rows()).map(({ email }) => email)).toContain("lost@example.com");
  });

  // Threat: an owner guesses the id of another workspace's invitation.
  test("another workspace's invitation is indistinguishable from one that never was", async () => {
    const other = await known(kind);
    const foreign = {
      id: `orginv_${other.tenant.slug.replaceAll("-", "")}`,
      tenantId: other.tenant.id,
      email: "foreign@example.com",
      role: "member" as const,
      status: "pending" as const,
      sourceUpdatedAt: new Date(),
      createdAt: new Date(),
      expiresAt: new Date(Date.now() + 60_000),
    };
    await tier.controlDb.write((tx) => upsertInvitation(tx, foreign));
    for (const id of [foreign.id, "orginv_nobody", "a\0b"]) {
      expect(await refusalOf(() => revoke(about(at.people.owner, id))), id).toBe(404);
      expect(await refusalOf(() => resend(about(at.people.owner, id))), id).toBe(404);
    }
  });
});

/** The stand-in's API answers so many calls that may write, then no more. */
async function answering(calls: number, work: () => Promise<void>): Promise<void> {
  const { apiUrl } = standIn;
  let left = calls;
  const proxy = createServer((request, response) => {
    if (request.method !== "GET" && left-- <= 0) return void response.destroy();
    const { method, headers, url = "/" } = request;
    request.pipe(
      ask(new URL(url, apiUrl), { method, headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(response);
      }),
    );
  });
  await new Promise<void>((resolve) => void proxy.listen(0, "127.0.0.1", resolve));
  standIn.apiUrl = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  await work().finally(() => {
    standIn.apiUrl = apiUrl;
    proxy.closeAllConnections();
    proxy.close();
  });
}

describe("while the provider does not answer", () => {
  let at: Workspace;
  beforeAll(async () => {
    at = await known("schema");
  });
  const ask = (emails: string[]) =>
    invite(asked(at, at.people.owner, { form: { emails: emails.join("\n"), role: "member" } })) as Promise<{
      answers: Answer[];
    }>;
  const listed = async () => (await list(asked(at, at.people.owner))).invitations;

  test("nothing is sent, and the page says so with a 503", async () => {
    await answering(0, async () => {
      await expect(ask(["down@example.com"])).rejects.toMatchObject({ status: 503 });
    });
    expect(await listed()).toEqual([]);
  });

  test("what was sent before it fell silent stays sent, and the rest is told apart", async () => {
    const emails = Array.from({ length: 12 }, (_, n) => `half${n}@example.com`);
    await answering(1, async () => {
      const { answers } = await ask(emails);
      expect(answers.map(({ outcome }) => outcome)).toEqual([
        ...Array(10).fill("invited"),
        "notSent",
        "notSent",
      ]);
    });
    expect(await listed()).toHaveLength(10);
    expect((await ask(emails)).answers.filter(({ outcome }) => outcome === "invited")).toHaveLength(2);
  });

  test("an invitation that was ended and not sent again is told as such, and can be made anew", async () => {
    const { id = "", email = "" } = (await listed())[0] ?? {};
    await answering(1, async () => {
      const answer = (await resend(
        asked(at, at.people.owner, { params: { invitationId: id }, form: { x: "1" } }),
      )) as Response;
      const { flash } = await takeFlash(
        new Request("http://x", { headers: { cookie: answer.headers.get("set-cookie") ?? "" } }),
      );
      expect(flash).toEqual({ key: "invitations.lost", name: email });
    });
    expect((await listed()).map((row) => row.email)).not.toContain(email);
    expect((await ask([email])).answers).toMatchObject([{ outcome: "invited" }]);
  });
});

describe("the form to invite", () => {
  test.each([
    ["nothing", " \n;, ", "invitations.errors.none"],
    [
      "too many",
      Array.from({ length: 101 }, (_, n) => `n${n}@example.com`).join(),
      "invitations.errors.tooMany?max=100",
    ],
  ])("refuses %s", async (_, emails, error) => {
    const at = await makeWorkspace(tier);
    const answer = (await invite(
      asked(at, at.people.owner, { form: { emails, role: "member" } }),
    )) as never as {
      data: { refused: { error: { emails: string[] } } };
    };
    expect(answer.data.refused.error.emails).toEqual([error]);
  });
});
