// Threat: a mail is sent twice, to whom it is none of their business, or says what somebody put into it.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import {
  askToJoin,
  changeSecurity,
  declineJoinRequest,
  deleteUser,
  listJoinRequests,
  noteLanguage,
  queueMails,
  upsertUser,
} from "#app/db.people.server.ts";
import { PLACEMENT_KINDS } from "#app/db.shared.ts";
import { env } from "#app/env.server.ts";
import { acceptRequest, declineRequest } from "#app/identity/join.server.ts";
import { localIdentity, startLocalIdentity } from "#app/identity/providers/local/instance.server.ts";
import { joinAsked } from "#app/jobs/join-asked.ts";
import { tasksOf } from "#app/jobs/worker.ts";
import { makeWorkspace, type Workspace } from "#app/testing/in-workspace.ts";
import { ASK_MAIL_RECEIVERS, ASK_MAILS_A_DAY } from "#db/control/join-mails.ts";
import { MAIL_TRIED_HOURS } from "#db/control/mails.ts";
import { PRODUCT_SECURITY } from "#db/control/security-choices.ts";
import { type DataTier, openDataTier } from "#db/data-tier.ts";
import { adminQuery } from "#db/testing/query.ts";
import { runDueJobs } from "#db/testing/run-due-jobs.ts";
import { scratchDataTier } from "#db/testing/scratch.ts";
import { sendMail } from "./send-mail.server.ts";

const smtp = await vi.hoisted(async () => {
  const { startSmtpServer } = await import("./testing/smtp-server.ts");
  const server = await startSmtpServer();
  process.env.PORT = "1";
  process.env.SMTP_URL = `smtp://mailer:a%20password@127.0.0.1:${server.port}`;
  process.env.MAIL_FROM = "Tenantry <notices@tenantry.example>";
  return server;
});

let scratch: DataTier;
let tier: DataTier;
let at: Workspace;
beforeAll(async () => {
  scratch = await scratchDataTier();
  tier = await openDataTier({ urls: scratch.urls, secretsKey: env.SECRETS_KEY });
  await startLocalIdentity(tier);
});
afterAll(async () => {
  await localIdentity().stop();
  await Promise.all([tier.close(), scratch.close(), smtp.close()]);
});
beforeEach(async () => {
  at = await withoutFounder(await makeWorkspace(tier));
  smtp.taken.length = 0;
});

/** The people of a workspace, and nobody beside them. */
async function withoutFounder(workspace: Workspace): Promise<Workspace> {
  const { tenant, people } = workspace;
  const ids = Object.values(people).map(({ id }) => id);
  const others = "DELETE FROM control.memberships WHERE tenant_id = $1 AND user_id <> ALL ($2)";
  await adminQuery(tier, others, [tenant.id, ids]);
  return workspace;
}

const work = () => runDueJobs(tier, tasksOf(tier));

async function stranger(names: { firstName?: string | null; lastName?: string | null } = {}) {
  const id = `user_${randomUUID()}`;
  const email = `${id}@example.com`;
  const person = { id, email, firstName: "Stella", lastName: "Stranger", avatarUrl: null, ...names };
  await tier.controlDb.write((tx) => upsertUser(tx, { ...person, sourceUpdatedAt: new Date() }));
  return person;
}
type Person = Awaited<ReturnType<typeof stranger>>;

const ask = (person: Person, slug = at.tenant.slug) =>
  tier.controlDb.write((tx) => askToJoin(tx, { person, slug, actor: { kind: "member", id: person.id } }));
const requestOf = async ({ id }: Person) => {
  const waiting = await tier.controlDb.read((tx) => listJoinRequests(tx, at.tenant.id, { limit: 100 }));
  return waiting.find(({ userId }) => userId === id)?.id ?? "";
};
const by = () => ({ userId: at.people.owner.id, actor: { kind: "member" as const }, may: () => true });
const receivers = () => smtp.taken.flatMap(({ to }) => to).toSorted();
const emailsOf = (...people: { email: string }[]) => people.map(({ email }) => email).toSorted();
const rows = (kind: string) =>
  adminQuery<{ id: string; state: string; problem: string | null; userId: string }>(
    tier,
    `SELECT id, state, problem, user_id AS "userId" FROM control.mails WHERE tenant_id = $1 AND kind = $2`,
    [at.tenant.id, kind],
  );

describe.each(PLACEMENT_KINDS)("in a workspace in a %s", (kind) => {
  beforeEach(async () => {
    at = await withoutFounder(await makeWorkspace(tier, kind));
  });

  test("who may answer a request gets one mail of it, with a link to it, and nobody else does", async () => {
    const { owner, admin } = at.people;
    const person = await stranger();
    await ask(person);
    await ask(person);
    await work();
    expect(receivers()).toEqual(emailsOf(owner, admin));
    for (const { from, parsed } of smtp.taken) {
      expect(from).toBe("notices@tenantry.example");
      expect(parsed.from).toMatchObject({ name: "Tenantry", address: "notices@tenantry.example" });
      expect(parsed.subject).toBe(`Stella Stranger asks to join ${at.tenant.name}`);
      expect(parsed.text).toContain(`http://${at.tenant.slug}.app.localhost:3000/members`);
      expect(parsed.html).toContain(`href="http://${at.tenant.slug}.app.localhost:3000/members"`);
      expect(parsed.text).toContain(person.email);
    }
    expect(smtp.logins.at(-1)).toBe("mailer");
  });

  test("who asked is told once that they were let in", async () => {
    const person = await stranger();
    await ask(person);
    const id = await requestOf(person);
    // Queued for who may answer, and answered before it goes out.
    await joinAsked(tier, { requestId: id });
    expect(await rows("join.asked")).toHaveLength(2);
    expect(await acceptRequest(tier, at.tenant, { id, role: "viewer", by: by() })).toBe(true);
    await work();
    const mine = smtp.taken.filter(({ to }) => to.includes(person.email));
    expect(mine.map(({ parsed }) => parsed.subject)).toEqual([`You are in ${at.tenant.name}`]);
    expect(mine[0]?.parsed.text).toContain(`http://${at.tenant.slug}.app.localhost:3000/dashboard`);
    expect(receivers()).toEqual([person.email]);
    expect((await rows("join.asked")).map(({ problem }) => problem)).toEqual(["over", "over"]);
  });

  test("who asked is told once that they were not, by the name that they gave", async () => {
    const person = await stranger();
    await ask(person);
    const decline = { id: await requestOf(person), by: by() };
    expect(await declineRequest(tier, at.tenant, decline)).toBe(true);
    expect(await declineRequest(tier, at.tenant, decline)).toBe(false);
    await work();
    expect(receivers()).toEqual([person.email]);
    expect(smtp.taken[0]?.parsed.subject).toBe(`Your request to join ${at.tenant.slug}`);
    expect(smtp.taken[0]?.parsed.text).toContain("http://app.localhost:3000/workspaces");
  });
});

test("for a name that is nobody's there is nobody to write to", async () => {
  await ask(await stranger(), "never-was-there");
  await work();
  expect(receivers()).toEqual([]);
});

test("where owners alone let people in, owners alone are told", async () => {
  await tier.controlDb.write((tx) =>
    changeSecurity(tx, {
      tenantId: at.tenant.id,
      to: { ...PRODUCT_SECURITY, whoInvites: "owners" },
      by: { userId: at.people.owner.id, actor: { kind: "member" }, hasSecondFactor: false },
    }),
  );
  await ask(await stranger());
  await work();
  expect(receivers()).toEqual(emailsOf(at.people.owner));
});

const NO_LONGER: [string, string][] = [
  ["was removed", "UPDATE control.memberships SET deleted_at = now() WHERE user_id = $1"],
  ["is kept out", "UPDATE control.memberships SET deactivated_at = now() WHERE user_id = $1"],
  ["answers no more", "UPDATE control.memberships SET role = 'member' WHERE user_id = $1"],
  ["is barred by the provider", "UPDATE control.users SET is_barred = true WHERE id = $1"],
];

test.each(NO_LONGER)(
  "who %s before it goes out is told of no request, nor of a later one",
  async (_, end) => {
    const { owner, admin } = at.people;
    const person = await stranger();
    await ask(person);
    await joinAsked(tier, { requestId: await requestOf(person) });
    expect(await rows("join.asked")).toHaveLength(2);
    await adminQuery(tier, end, [admin.id]);
    await work();
    expect(receivers()).toEqual(emailsOf(owner));
    await ask(await stranger());
    await work();
    expect(receivers()).toEqual(emailsOf(owner, owner));
  },
);

test("each gets it in the language in which they were last here", async () => {
  const { owner, admin } = at.people;
  await tier.controlDb.write((tx) => noteLanguage(tx, owner.id, "es"));
  await tier.controlDb.write((tx) => noteLanguage(tx, admin.id, "xx"));
  await ask(await stranger());
  await work();
  const said = (email: string) => smtp.taken.find(({ to }) => to.includes(email))?.parsed;
  expect(said(owner.email)?.subject).toBe(`Stella Stranger pide entrar en ${at.tenant.name}`);
  expect(said(owner.email)?.html).toContain('lang="es"');
  expect(said(admin.email)?.subject).toBe(`Stella Stranger asks to join ${at.tenant.name}`);
});

test("of many who may answer, and of many requests in a day, so many are told", async () => {
  const { tenant } = at;
  await adminQuery(
    tier,
    `WITH made AS (INSERT INTO control.users (id, email, source_updated_at)
       SELECT 'many_' || $1::text || n, 'many' || n || '@example.com', now() FROM generate_series(1, $2::int) n
       RETURNING id)
     INSERT INTO control.memberships (tenant_id, user_id, role, source_updated_at)
       SELECT ($1::text)::uuid, id, 'admin', now() FROM made`,
    [tenant.id, ASK_MAIL_RECEIVERS + 5],
  );
  await ask(await stranger());
  await work();
  expect(await rows("join.asked")).toHaveLength(ASK_MAIL_RECEIVERS);
  expect(receivers()).toContain(at.people.owner.email);
  for (let n = 1; n < ASK_MAILS_A_DAY + 2; n++) await ask(await stranger());
  await adminQuery(tier, "DELETE FROM control.memberships WHERE user_id LIKE 'many_%'");
  await work();
  const told = await rows("join.asked");
  expect(told.filter(({ userId }) => userId === at.people.owner.id)).toHaveLength(ASK_MAILS_A_DAY);
});

// Threat: somebody signs up under a name that is a header, a tag or a link.
describe("what people call themselves", () => {
  test("neither begins a header nor is markup", async () => {
    const person = await stranger({
      firstName: "Eve\r\nBcc: victim@localhost\r\n\r\nHello",
      lastName: "<img src=x onerror=alert(1)>",
    });
    await ask(person);
    await work();
    expect(receivers()).toEqual(emailsOf(at.people.owner, at.people.admin));
    for (const { raw, parsed } of smtp.taken) {
      const [head = ""] = raw.split("\r\n\r\n");
      expect(head).not.toMatch(/^bcc:/im);
      expect(parsed.bcc ?? []).toEqual([]);
      expect(parsed.subject).toContain("Eve Bcc: victim");
      expect(parsed.html).not.toContain("<img");
      expect(parsed.html).toContain("&lt;img");
    }
  });

  test("is no link: each that there is leads to an origin of ours", async () => {
    await ask(await stranger({ firstName: "Win", lastName: "at http://evil.example/now" }));
    await ask(await stranger({ firstName: "www.evil.example", lastName: null }));
    await adminQuery(tier, "UPDATE control.tenants SET name = 'evil.example' WHERE id = $1", [at.tenant.id]);
    await work();
    expect(smtp.taken.length).toBeGreaterThan(2);
    for (const { parsed } of smtp.taken) {
      expect(`${parsed.subject} ${parsed.text} ${parsed.html}`).not.toContain("evil.example");
      const links = [...`${parsed.text} ${parsed.html}`.matchAll(/https?:\/\/[^\s"<]+/g)].map(
        ([link]) => link,
      );
      expect(links.length).toBeGreaterThan(1);
      for (const link of links.filter((found) => !found.includes("w3.org")))
        expect(new URL(link).hostname).toMatch(/^([a-z0-9-]+\.)?app\.localhost$/);
    }
  });
});

describe("a mail that is not taken", () => {
  const queuedTo = async (kind: "join.declined" = "join.declined") => {
    const person = await stranger();
    await ask(person);
    const id = await requestOf(person);
    await tier.controlDb.write((tx) => declineJoinRequest(tx, { tenantId: at.tenant.id, id, by: by() }));
    const [row] = (await rows(kind)).filter(({ userId }) => userId === person.id);
    return { person, mailId: row?.id ?? "" };
  };
  const stateOf = async (mailId: string) => {
    const found = (await rows("join.declined")).find(({ id }) => id === mailId);
    return [found?.state, found?.problem];
  };

  test("is tried again, and taken once, under the name that it had before", async () => {
    const { mailId } = await queuedTo();
    smtp.refuseNext({ code: 451, at: "data" });
    await expect(sendMail(tier, { mailId })).rejects.toThrow("A mail was not taken: notTaken.");
    expect(await stateOf(mailId)).toEqual(["queued", "notTaken"]);
    await sendMail(tier, { mailId });
    await sendMail(tier, { mailId });
    expect(await stateOf(mailId)).toEqual(["sent", null]);
    expect(smtp.taken.map(({ parsed }) => parsed.messageId)).toEqual([`<${mailId}@app.localhost>`]);
  });

  test("says nothing of what the server said, which may name somebody", async () => {
    const { mailId } = await queuedTo();
    smtp.refuseNext({ code: 451, at: "rcpt" });
    const thrown = await sendMail(tier, { mailId }).catch((error: unknown) => error);
    expect(JSON.stringify([thrown, String(thrown), (thrown as Error).cause])).not.toContain(
      "private.example",
    );
    expect(await stateOf(mailId)).toEqual(["queued", "notTaken"]);
  });

  test("because there is no such address is given up", async () => {
    const { mailId } = await queuedTo();
    smtp.refuseNext({ code: 550, at: "rcpt" });
    await sendMail(tier, { mailId });
    expect(await stateOf(mailId)).toEqual(["failed", "refused"]);
    await sendMail(tier, { mailId });
    expect(smtp.taken).toEqual([]);
  });

  test.each([
    ["the sender", { code: 550, at: "mail" as const }],
    ["a mail without a login", { code: 530, at: "rcpt" as const }],
  ])("because the server refuses %s is tried again: that will be mended", async (_, refusal) => {
    const { mailId } = await queuedTo();
    smtp.refuseNext(refusal);
    await expect(sendMail(tier, { mailId })).rejects.toThrow("A mail was not taken: notTaken.");
    expect(await stateOf(mailId)).toEqual(["queued", "notTaken"]);
    await sendMail(tier, { mailId });
    expect(await stateOf(mailId)).toEqual(["sent", null]);
  });

  test("for days is given up", async () => {
    const { mailId } = await queuedTo();
    await adminQuery(
      tier,
      "UPDATE control.mails SET created_at = now() - make_interval(hours => $2) WHERE id = $1",
      [mailId, MAIL_TRIED_HOURS + 1],
    );
    await sendMail(tier, { mailId });
    expect([await stateOf(mailId), smtp.taken]).toEqual([["failed", "late"], []]);
  });

  test("because its reader is gone is gone with them", async () => {
    const { person, mailId } = await queuedTo();
    await tier.controlDb.write((tx) => deleteUser(tx, person.id, new Date()));
    expect(await rows("join.declined")).toEqual([]);
    await sendMail(tier, { mailId });
    expect(smtp.taken).toEqual([]);
  });
});

test("an act that is taken back has no mail, and one thing is said once, whoever queues it again", async () => {
  const mail = {
    kind: "join.declined" as const,
    tenantId: at.tenant.id,
    userId: at.people.other.id,
    aboutId: randomUUID(),
  };
  const undone = tier.controlDb.write(async (tx) => {
    await queueMails(tx, mail);
    throw new Error("taken back");
  });
  await expect(undone).rejects.toThrow("taken back");
  expect(await rows("join.declined")).toEqual([]);
  await Promise.all([1, 2].map(() => tier.controlDb.write((tx) => queueMails(tx, mail))));
  expect(await rows("join.declined")).toHaveLength(1);
});

test("what needed no mail at the time is said when it is queued anew, and what was said is not", async () => {
  const person = await stranger();
  await ask(person);
  const requestId = await requestOf(person);
  await joinAsked(tier, { requestId });
  const setStatus = (status: string) =>
    adminQuery(tier, "UPDATE control.join_requests SET status = $2 WHERE id = $1", [requestId, status]);
  await setStatus("accepted");
  await work();
  expect((await rows("join.asked")).map(({ problem }) => problem)).toEqual(["over", "over"]);
  // As where the provider refuses who was let in.
  await setStatus("pending");
  for (let n = 0; n < 2; n++) {
    await joinAsked(tier, { requestId });
    await work();
  }
  const answering = emailsOf(at.people.owner, at.people.admin);
  expect(receivers().filter((email) => answering.includes(email))).toEqual(answering);
});
