// Threat: somebody loosens a workspace's rules who may not, or who has only found its owner's screen.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import {
  addMailDomain,
  askToJoin,
  getSecurity,
  listJoinRequests,
  noteSecondFactor,
  upsertUser,
} from "#app/db.people.server.ts";
import { listAudit } from "#app/db.server.ts";
import { PLACEMENT_KINDS } from "#app/db.shared.ts";
import { env } from "#app/env.server.ts";
import { takeKept } from "#app/identity/kept-form.server.ts";
import { localIdentity, startLocalIdentity } from "#app/identity/providers/local/instance.server.ts";
import { action as openDomain } from "#app/routes/tenant/mail-domains/mail-domain.tsx";
import { action as accept } from "#app/routes/tenant/members/acceptances.ts";
import { action as changeMany } from "#app/routes/tenant/members/bulk-changes.tsx";
import { action as deactivate } from "#app/routes/tenant/members/deactivations.ts";
import { action as leave } from "#app/routes/tenant/members/leave.tsx";
import { action as changeRole } from "#app/routes/tenant/members/member.tsx";
import { action as remove } from "#app/routes/tenant/members/member-remove.tsx";
import { action as endSessions } from "#app/routes/tenant/members/member-sessions.ts";
import { action as changeAddress } from "#app/routes/tenant/settings/address.tsx";
import { action as deleteWorkspace } from "#app/routes/tenant/settings/danger.tsx";
import { asked, makeWorkspace, refusalOf, type Workspace } from "#app/testing/in-workspace.ts";
import { type DataTier, openDataTier } from "#db/data-tier.ts";
import { adminQuery } from "#db/testing/query.ts";
import { scratchDataTier } from "#db/testing/scratch.ts";
import { action as askForExport } from "../data-export/data-export.tsx";
import { loader as listInvitations } from "../members/invitations.tsx";
import { action as invite, loader as showInvite } from "../members/invite.tsx";
import { loader as listMembers } from "../members/members.tsx";
import { action as resend } from "../members/resendings.ts";
import { action as revoke } from "../members/revocations.ts";
import { action as change, loader as show } from "./security.tsx";

vi.hoisted(() => {
  process.env.PORT = "1";
});

let scratch: DataTier;
let tier: DataTier;
beforeAll(async () => {
  scratch = await scratchDataTier();
  tier = await openDataTier({ urls: scratch.urls, secretsKey: env.SECRETS_KEY });
  await startLocalIdentity(tier);
});
afterAll(async () => {
  await localIdentity().stop();
  await Promise.all([tier.close(), scratch.close()]);
});

const FORM = { idleMinutes: "60", absoluteMinutes: "480", whoInvites: "owners" };
const LONG_AGO = { provedAt: new Date(0) };
const statusOf = (answer: unknown): number | undefined =>
  answer instanceof Response ? answer.status : (answer as { init: ResponseInit }).init.status;

describe.each(PLACEMENT_KINDS)("a workspace in a %s", (kind) => {
  let at: Workspace;
  beforeEach(async () => {
    at = await makeWorkspace(tier, kind);
  });
  const kept = () => tier.controlDb.read((tx) => getSecurity(tx, at.tenant.id));

  test("its owners change what it asks of everybody, nobody else sees or changes it, and it is written down", async () => {
    const { owner, admin, member, viewer } = at.people;
    for (const who of [admin, member, viewer]) {
      expect(await refusalOf(async () => show(asked(at, who)))).toBe(403);
      expect(await refusalOf(async () => change(asked(at, who, { form: FORM })))).toBe(403);
    }
    expect(statusOf(await change(asked(at, owner, { form: FORM })))).toBe(303);
    const expected = {
      idleMinutes: 60,
      absoluteMinutes: 480,
      whoInvites: "owners",
      needsSecondFactor: false,
      companyDomains: [],
    };
    expect(await kept()).toEqual(expected);
    expect((await show(asked(at, owner))).security).toEqual(expected);
    const { items } = await tier.controlDb.read((tx) => listAudit(tx, { tenantId: at.tenant.id }));
    expect(items.filter(({ action }) => action === "security.change")).toMatchObject([
      { actorKind: "member", actorId: owner.id },
    ]);
  });

  test("a length that is not among the choices, or makes no sense, is refused", async () => {
    const { owner } = at.people;
    const wrong = [
      { idleMinutes: "1" },
      { absoluteMinutes: "999999" },
      { whoInvites: "everybody" },
      { idleMinutes: "10080", absoluteMinutes: "480" },
    ];
    for (const changes of wrong)
      expect(statusOf(await change(asked(at, owner, { form: { ...FORM, ...changes } })))).toBe(400);
    expect((await kept()).whoInvites).toBe("managers");
  });

  test("an owner asks for a second factor who signed in with one, and nobody else", async () => {
    const { owner } = at.people;
    const form = { ...FORM, needsSecondFactor: "on" };
    expect(statusOf(await change(asked(at, owner, { form })))).toBe(409);
    expect((await kept()).needsSecondFactor).toBe(false);
    const session = { hasSecondFactor: true };
    expect(statusOf(await change(asked(at, owner, { form, session })))).toBe(303);
    expect((await kept()).needsSecondFactor).toBe(true);
  });

  test("an owner asks for a company's sign-on who came through it, of domains that are some", async () => {
    const { owner } = at.people;
    const form = { ...FORM, companyDomains: "@Corp.example, corp.test" };
    const companyDomains = ["corp.example", "corp.test"];
    expect(statusOf(await change(asked(at, owner, { form })))).toBe(409);
    const session = { companyDomain: "corp.example" };
    const wrong = { ...form, companyDomains: "corp.example, 192.0.2.1" };
    expect(statusOf(await change(asked(at, owner, { form: wrong, session })))).toBe(400);
    expect((await kept()).companyDomains).toEqual([]);
    expect(statusOf(await change(asked(at, owner, { form, session })))).toBe(303);
    expect((await kept()).companyDomains).toEqual(companyDomains);
    expect(await show(asked(at, owner, { session }))).toMatchObject({ companyDomain: "corp.example" });
  });

  test("whether admins invite is the owners' to say: on every page, in every form, and in the links", async () => {
    const { owner, admin } = at.people;
    const form = { emails: "new@example.com", role: "member" };
    const pages = [
      async () => listInvitations(asked(at, admin)),
      async () => showInvite(asked(at, admin)),
      async () => invite(asked(at, admin, { form })),
      async () => resend(asked(at, admin, { form: {}, params: { invitationId: "orginv_1" } })),
      async () => revoke(asked(at, admin, { form: {}, params: { invitationId: "orginv_1" } })),
    ];
    expect((await listMembers(asked(at, admin))).canInvite).toBe(true);
    expect(await refusalOf(async () => listInvitations(asked(at, admin)))).toBeUndefined();
    await change(asked(at, owner, { form: FORM }));
    for (const page of pages) expect(await refusalOf(page)).toBe(403);
    expect((await listMembers(asked(at, admin))).canInvite).toBe(false);
    expect((await listMembers(asked(at, owner))).canInvite).toBe(true);
    expect(await refusalOf(async () => listInvitations(asked(at, owner)))).toBeUndefined();
  });

  test("owners see who has a second factor, and who signed in here when; of other workspaces nothing", async () => {
    const { owner, member, viewer } = at.people;
    await tier.controlDb.write((tx) => noteSecondFactor(tx, member.id));
    const text = "UPDATE control.users SET has_company_account = true WHERE id = $1";
    await adminQuery(tier, text, [viewer.id]);
    const elsewhere = await makeWorkspace(tier);
    for (const [{ id }, { tenant }] of [
      [member, at],
      [viewer, elsewhere],
    ] as const)
      await adminQuery(
        tier,
        `INSERT INTO control.sessions (id_hash, tenant_id, user_id, source_session_id, hostname, expires_at, proved_at)
         VALUES (gen_random_uuid(), $1, $2, 's', 'h', now(), '2020-01-02T03:04:05Z')`,
        [tenant.id, id],
      );
    const { people } = await show(asked(at, owner));
    const of = ({ id }: { id: string }) => people.find((person) => person.id === id);
    expect(people).toHaveLength(6);
    expect(of(member)).toMatchObject({
      hasSecondFactor: true,
      signedInAt: new Date("2020-01-02T03:04:05Z"),
    });
    expect(of(member)).toMatchObject({ hasCompanyAccount: false });
    expect(of(viewer)).toMatchObject({
      hasSecondFactor: false,
      hasCompanyAccount: true,
      signedInAt: undefined,
    });
  });

  // Threat: an owner's unlocked screen, or a stolen cookie of theirs, is enough for what cannot be undone.
  describe("who signed in long ago", () => {
    /** Where the person is led; the status where they are not. */
    async function leads(work: () => Promise<unknown>): Promise<string | number | undefined> {
      try {
        return statusOf(await work());
      } catch (thrown) {
        if (!(thrown instanceof Response)) throw thrown;
        return new URL(thrown.headers.get("location") ?? "").pathname;
      }
    }
    const old = { session: LONG_AGO };

    /** Answers the request's id. */
    async function someoneAsks(): Promise<string> {
      const id = `user_${randomUUID()}`;
      const person = { id, email: `${id}@example.com`, firstName: "Stella", lastName: null, avatarUrl: null };
      return tier.controlDb.write(async (tx) => {
        await upsertUser(tx, { ...person, sourceUpdatedAt: new Date() });
        await askToJoin(tx, { person, slug: at.tenant.slug, actor: { kind: "system" } });
        const [request] = await listJoinRequests(tx, at.tenant.id, { limit: 1 });
        return request?.id ?? "";
      });
    }

    test("signs in again before a dangerous act, which is not done", async () => {
      const { owner, admin, member } = at.people;
      const requestId = await someoneAsks();
      const listed = { tenantId: at.tenant.id, domain: "acme.com", actor: { kind: "system" as const } };
      const domainId = await tier.controlDb.write((tx) => addMailDomain(tx, listed));
      const on = ({ id }: { id: string }, form: Record<string, string> = {}) => ({
        params: { userId: id },
        form,
        ...old,
      });
      const acts = [
        async () => change(asked(at, owner, { form: FORM, ...old })),
        async () => changeRole(asked(at, owner, on(admin, { role: "owner" }))),
        async () => changeRole(asked(at, owner, on(owner, { role: "admin" }))),
        async () => remove(asked(at, owner, on(owner))),
        async () => leave(asked(at, owner, { form: {}, ...old })),
        async () => endSessions(asked(at, owner, on(member))),
        async () => deactivate(asked(at, owner, on(owner))),
        async () => invite(asked(at, owner, { form: { emails: "new@example.com", role: "owner" }, ...old })),
        async () => accept(asked(at, owner, { params: { requestId }, form: { role: "owner" }, ...old })),
        async () => changeMany(asked(at, owner, { form: { person: owner.id, act: "remove" }, ...old })),
        async () =>
          changeMany(asked(at, owner, { form: { person: member.id, act: "role", role: "owner" }, ...old })),
        async () =>
          openDomain(asked(at, owner, { params: { domainId }, form: { admission: "joins" }, ...old })),
        async () => changeAddress(asked(at, owner, { form: { slug: "somewhere-else" }, ...old })),
        async () => deleteWorkspace(asked(at, owner, { form: { confirm: at.tenant.name }, ...old })),
        async () => askForExport(asked(at, owner, { form: { format: "json" }, ...old })),
      ];
      for (const act of acts) expect(await leads(act)).toBe("/sign-in-again");
      const { items } = await tier.controlDb.read((tx) => listAudit(tx, { tenantId: at.tenant.id }));
      expect(items.filter(({ actorKind }) => actorKind === "member")).toEqual([]);
      expect((await kept()).whoInvites).toBe("managers");
    });

    test("finds what was sent where it was sent to, also where the form had been read", async () => {
      const { owner, admin } = at.people;
      const sent = [
        { act: change, path: "/settings/security", form: FORM, params: { userId: "" } },
        { act: changeRole, path: "/members/x", form: { role: "owner" }, params: { userId: admin.id } },
      ];
      for (const { act, ...asks } of sent) {
        const away = await act(asked(at, owner, { ...asks, ...old })).catch((thrown: unknown) => thrown);
        const cookie = (away as Response).headers.getSetCookie().find((line) => line.includes("kept")) ?? "";
        const hostname = `${at.tenant.slug}.app.localhost`;
        const back = new Request("http://x/", { headers: { cookie: cookie.split(";")[0] ?? "" } });
        const page = new URL(asks.path, "http://x/");
        const take = (userId: string) => takeKept(tier, back, page, { hostname, userId });
        expect((await take(admin.id)).values).toBeUndefined();
        expect((await take(owner.id)).values).toEqual(asks.form);
      }
    });

    test("is not asked again before what is not dangerous", async () => {
      const { owner, member, viewer } = at.people;
      const on = ({ id }: { id: string }, form: Record<string, string>) => ({
        params: { userId: id },
        form,
        ...old,
      });
      expect(await leads(async () => changeRole(asked(at, owner, on(viewer, { role: "member" }))))).toBe(303);
      expect(await leads(async () => remove(asked(at, owner, on(member, {}))))).toBe(303);
      expect(await leads(async () => leave(asked(at, viewer, { form: {}, ...old })))).toBe(303);
    });

    test("who may not is refused, and not sent to sign in first", async () => {
      const { admin } = at.people;
      expect(await refusalOf(async () => change(asked(at, admin, { form: FORM, ...old })))).toBe(403);
    });
  });
});
