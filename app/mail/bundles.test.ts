// Threat: somebody is mailed each event, what they may not see, have read or do not want, or the same twice.
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import {
  BUNDLE_JOB,
  changePreferences,
  deleteUser,
  enqueueRecount,
  mergeUsers,
  noteLanguage,
  removeMember,
  setKindSilent,
  upsertMember,
} from "#app/db.people.server.ts";
import { makeReadOnly, resumeTenant, suspendTenant } from "#app/db.server.ts";
import { BUNDLE_MINUTES, PLACEMENT_KINDS } from "#app/db.shared.ts";
import { changeProject, createProject, markAllRead, mute, updateProject } from "#app/db.tenant.server.ts";
import { env } from "#app/env.server.ts";
import { bundleNotifications } from "#app/jobs/bundle-notifications.ts";
import { sweepTenants } from "#app/jobs/sweep-tenants.ts";
import { tasksOf } from "#app/jobs/worker.ts";
import { makeWorkspace, type Workspace } from "#app/testing/in-workspace.ts";
import { type DataTier, openDataTier } from "#db/data-tier.ts";
import { BUNDLED_DAYS, MAX_BUNDLE_LINES } from "#db/tenant/bundles.ts";
import { adminQuery } from "#db/testing/query.ts";
import { runDueJobs } from "#db/testing/run-due-jobs.ts";
import { scratchDataTier } from "#db/testing/scratch.ts";
import { chooseMail } from "./plan-bundle.server.ts";
import { sendMail } from "./send-mail.server.ts";
import { setMailed } from "./unsubscribe.server.ts";
import { readUnsubscription } from "./unsubscribe-token.ts";

const smtp = await vi.hoisted(async () => {
  const { startSmtpServer } = await import("./testing/smtp-server.ts");
  const server = await startSmtpServer();
  process.env.PORT = "1";
  process.env.SMTP_URL = `smtp://127.0.0.1:${server.port}`;
  process.env.MAIL_FROM = "Tenantry <notices@tenantry.example>";
  return server;
});

let scratch: DataTier;
let tier: DataTier;
beforeAll(async () => {
  scratch = await scratchDataTier();
  tier = await openDataTier({ urls: scratch.urls, secretsKey: env.SECRETS_KEY });
});
afterAll(() => Promise.all([tier.close(), scratch.close(), smtp.close()]));

const runJobs = () => runDueJobs(tier, tasksOf(tier));
const MINUTE_MS = 60_000;

describe.each(PLACEMENT_KINDS)("in a workspace in a %s", (kind) => {
  let at: Workspace;
  let me: { tenantId: string; userId: string };
  beforeEach(async () => {
    await adminQuery(tier, "TRUNCATE graphile_worker._private_jobs");
    at = await makeWorkspace(tier, kind);
    me = { tenantId: at.tenant.id, userId: at.people.other.id };
    smtp.taken.length = 0;
  });
  const control = <T>(work: Parameters<typeof tier.controlDb.write<T>>[0]) => tier.controlDb.write(work);
  const input = (name: string, isPublic: boolean) => ({
    name,
    isPublic,
    description: "",
    status: "active" as const,
    categoryIds: [] as string[],
  });
  /** As a page does: the change, then the job that counts. */
  const change = async ({ id, name, isPublic } = at.open, by = at.people.owner) => {
    await at.db.write((tx) => updateProject(tx, { all: true }, by, id, input(name, isPublic)));
    await control((tx) => enqueueRecount(tx, me));
    await runJobs();
  };
  const jobs = async () =>
    (
      await adminQuery<{ runAt: Date }>(
        tier,
        `SELECT run_at AS "runAt" FROM graphile_worker._private_jobs WHERE key = $1`,
        [`${BUNDLE_JOB} ${me.tenantId} ${me.userId}`],
      )
    ).map(({ runAt }) => runAt.getTime());
  const endWindow = async () => {
    const due = "UPDATE graphile_worker._private_jobs SET run_at = now() WHERE key LIKE $1";
    await adminQuery(tier, due, [`${BUNDLE_JOB}%`]);
    await runJobs();
  };
  const mine = () => smtp.taken.filter(({ to }) => to.includes(at.people.other.email));
  const texts = () => mine().map(({ parsed }) => parsed.text ?? "");
  const url = (path: string) => `http://${at.tenant.slug}.app.localhost:3000${path}`;

  test("whatever comes within the window is one mail, at its end, to who is told and to nobody else", async () => {
    const before = Date.now();
    await change(at.open);
    const [first = 0] = await jobs();
    expect(first).toBeGreaterThanOrEqual(before + BUNDLE_MINUTES * MINUTE_MS - 1_000);
    expect(first).toBeLessThanOrEqual(Date.now() + BUNDLE_MINUTES * MINUTE_MS + 1_000);
    await change(at.secret);
    await change(at.open, at.people.admin);
    expect(await jobs()).toEqual([first]);
    expect(smtp.taken).toEqual([]);
    await endWindow();
    expect(smtp.taken).toHaveLength(1);
    const [mail] = mine();
    expect(mail?.parsed.subject).toBe(`3 notifications in ${at.tenant.name}`);
    const text = mail?.parsed.text ?? "";
    for (const line of ["owner changed the project Secret plan", "admin changed the project Open plan"])
      expect(text).toContain(line);
    expect(text).toMatch(/changed the project Open plan \(\w+ \d+, \d+:\d\d [AP]M UTC\)/u);
    expect(text.match(/^(Open|Secret) plan$/gm)).toEqual(["Open plan", "Secret plan"]);
    expect(text).toMatch(new RegExp(`${url("/notifications/")}\\d+\n`));
    expect(text).toContain(url("/notifications?show=unread"));
    expect(text).toContain(url("/notifications/settings"));
    expect(mail?.parsed.html).toContain("Secret plan");
  });

  test("of a kind that the app tells nothing of there is no mail either", async () => {
    await control((tx) => changePreferences(tx, me.userId, { muted: ["project.updated"] }));
    await change(at.open);
    await at.db.write((tx) =>
      changeProject(tx, { all: true }, at.people.owner, at.secret.id, { kind: "archive" }),
    );
    await control((tx) => enqueueRecount(tx, me));
    await runJobs();
    await endWindow();
    expect(texts()).toHaveLength(1);
    expect(texts()[0]).toContain("archived the project Secret plan");
    expect(texts()[0]).not.toContain("Open plan");
  });

  test("what nobody counted is found at night, and mailed", async () => {
    await at.db.write((tx) =>
      updateProject(tx, { all: true }, at.people.owner, at.open.id, input(at.open.name, true)),
    );
    await runJobs();
    expect(await jobs()).toEqual([]);
    await sweepTenants(tier);
    await runJobs();
    expect(await jobs()).toHaveLength(1);
    await endWindow();
    expect(texts()).toHaveLength(1);
    await sweepTenants(tier);
    await runJobs();
    expect(await jobs()).toEqual([]);
  });

  test("what waited for somebody is mailed to whom they were made one with", async () => {
    const into = at.people.member;
    await change(at.open);
    await adminQuery(tier, "TRUNCATE graphile_worker._private_jobs");
    await control((tx) =>
      mergeUsers(tx, { from: me.userId, into: into.id }, { actor: { kind: "system" }, mergedAt: new Date() }),
    );
    await runJobs();
    await endWindow();
    const theirs = smtp.taken.filter(({ to }) => to.includes(into.email));
    expect(theirs.map(({ parsed }) => parsed.text ?? "").join()).toContain("Open plan");
  });

  test("what was read meanwhile is not mailed, and where nothing is left there is no mail", async () => {
    await change(at.open);
    await change(at.secret);
    const newest = await at.db.read((tx) =>
      tx.execute<{ id: string }>("select max(id) id from notifications"),
    );
    const read = (id: number) => at.db.write((tx) => markAllRead(tx, me.userId, id));
    await read(Number(newest.rows[0]?.id) - 1);
    await endWindow();
    expect(texts()).toHaveLength(1);
    expect(texts()[0]).not.toContain("Open plan");
    await change(at.open);
    await read(Number.MAX_SAFE_INTEGER);
    await endWindow();
    expect(mine()).toHaveLength(1);
  });

  test("what is beyond their reach before the window ends is in no mail, nor is its name", async () => {
    await change(at.open);
    await change(at.secret);
    await at.db.write((tx) => upsertMember(tx, { ...at.people.other, role: "viewer" }));
    await endWindow();
    expect(mine()[0]?.parsed.subject).toBe(`Open plan: 1 notification in ${at.tenant.name}`);
    expect(mine()[0]?.raw).not.toContain("Secret");
    await at.db.write((tx) => upsertMember(tx, { ...at.people.other, role: "member" }));
    await change(at.open, at.people.admin);
    await endWindow();
    expect(mine()).toHaveLength(2);
    expect(mine()[1]?.raw).not.toContain("Secret");
  });

  test("what is taken out of reach between the planning and the sending is in no mail", async () => {
    await change(at.secret);
    await bundleNotifications(tier)(me);
    await at.db.write((tx) => upsertMember(tx, { ...at.people.other, role: "viewer" }));
    await runJobs();
    expect(mine()).toEqual([]);
  });

  const UNWANTED: [string, () => Promise<unknown>][] = [
    ["all mail", () => control((tx) => chooseMail(tx, me.userId, { rhythm: "never" }))],
    ["its kind", () => control((tx) => setKindSilent(tx, me.userId, "project.updated", true))],
    [
      "its project",
      () => at.db.write((tx) => mute(tx, me.userId, { subjectType: "project", subjectId: at.open.id })),
    ],
  ];
  test.each(UNWANTED)("who stops %s before the window ends gets none", async (_, stop) => {
    await change(at.open);
    await stop();
    await endWindow();
    expect(mine()).toEqual([]);
  });

  test.each(UNWANTED)("who stops %s when the mail is about to go gets none", async (_, stop) => {
    await change(at.open);
    await bundleNotifications(tier)(me);
    await stop();
    await runJobs();
    expect(mine()).toEqual([]);
  });

  const OUT: [string, () => Promise<unknown>][] = [
    ["was removed", () => at.db.write((tx) => removeMember(tx, me.userId))],
    [
      "lost their membership",
      () =>
        adminQuery(tier, "UPDATE control.memberships SET deleted_at = now() WHERE user_id = $1", [me.userId]),
    ],
    [
      "is deactivated",
      () =>
        adminQuery(tier, "UPDATE control.memberships SET deactivated_at = now() WHERE user_id = $1", [
          me.userId,
        ]),
    ],
    [
      "is barred by the provider",
      () => adminQuery(tier, "UPDATE control.users SET is_barred = true WHERE id = $1", [me.userId]),
    ],
    ["is gone", () => control((tx) => deleteUser(tx, me.userId, new Date()))],
    ["is of a workspace that was deleted", () => setStatus("deleted")],
    ["is of a workspace that is suspended", () => setStatus("suspended")],
    ["is of a workspace that is read-only", () => setStatus("read-only")],
  ];
  const setStatus = (status: string) =>
    adminQuery(
      tier,
      `UPDATE control.tenants SET status = $2, deleted_at = CASE WHEN $2 = 'deleted' THEN now() END WHERE id = $1`,
      [me.tenantId, status],
    );
  test.each(OUT)(
    "who %s gets none, before the window ends or when the mail is about to go",
    async (_, end) => {
      await change(at.open);
      await bundleNotifications(tier)(me);
      await end();
      await endWindow();
      expect(smtp.taken).toEqual([]);
    },
  );

  test.each([
    ["suspended", suspendTenant],
    ["made read-only", makeReadOnly],
  ])("what waits when a workspace is %s is told once it is resumed", async (_, close) => {
    const by = { actor: { kind: "staff" as const } };
    await change(at.open);
    await close(tier, me.tenantId, by);
    await endWindow();
    expect(smtp.taken).toEqual([]);
    await resumeTenant(tier, me.tenantId, by);
    await runJobs();
    expect(texts()).toHaveLength(1);
  });

  test("a second run sends nothing again, and what comes later is told alone", async () => {
    await change(at.open);
    await endWindow();
    await bundleNotifications(tier)(me);
    await runJobs();
    expect(mine()).toHaveLength(1);
    await change(at.secret);
    await endWindow();
    expect(mine()).toHaveLength(2);
    expect(texts()[1]).toContain("Secret plan");
    expect(texts()[1]).not.toContain("Open plan");
  });

  test("what comes while a mail is on its way waits for the next", async () => {
    await change(at.open);
    smtp.refuseNext({ code: 451, at: "data" });
    await endWindow();
    expect(mine()).toEqual([]);
    await change(at.secret);
    expect(await jobs()).toHaveLength(1);
    await adminQuery(tier, "UPDATE graphile_worker._private_jobs SET run_at = now() WHERE key LIKE 'mail:%'");
    await runJobs();
    expect(texts()).toHaveLength(1);
    expect(texts()[0]).not.toContain("Secret plan");
    await endWindow();
    expect(texts()[1]).toContain("Secret plan");
  });

  // Threat: the process is killed between any two steps.
  describe("a process that ends", () => {
    const mailIds = async () =>
      (
        await adminQuery<{ id: string }>(
          tier,
          "SELECT id FROM control.mails WHERE user_id = $1 ORDER BY id",
          [me.userId],
        )
      ).map(({ id }) => id);

    test("between the server's yes and our note of it sends the same again, under the same Message-ID", async () => {
      await change(at.open);
      await endWindow();
      const [mailId = ""] = await mailIds();
      await adminQuery(tier, "UPDATE control.mails SET state = 'queued', settled_at = NULL WHERE id = $1", [
        mailId,
      ]);
      await change(at.secret);
      await sendMail(tier, { mailId });
      expect(mine().map(({ parsed }) => parsed.messageId)).toEqual(
        Array(2).fill(`<${mailId}@app.localhost>`),
      );
      expect(texts()[1]?.replaceAll(/token=\S+/g, "")).toBe(texts()[0]?.replaceAll(/token=\S+/g, ""));
      await endWindow();
      expect(texts()[2]).toContain("Secret plan");
    });

    test("after the mail was queued, before its job was done, queues one that has nothing to tell", async () => {
      await change(at.open);
      await bundleNotifications(tier)(me);
      await bundleNotifications(tier)(me);
      await runJobs();
      expect(mine()).toHaveLength(1);
      const settled = "SELECT state, problem FROM control.mails WHERE user_id = $1 ORDER BY state";
      expect(await adminQuery(tier, settled, [me.userId])).toEqual([
        { state: "failed", problem: "over" },
        { state: "sent", problem: null },
      ]);
    });

    test("before anything was sent loses nothing", async () => {
      await change(at.open);
      await bundleNotifications(tier)(me);
      const [mailId = ""] = await mailIds();
      smtp.refuseNext({ code: 451, at: "data" });
      await expect(sendMail(tier, { mailId })).rejects.toThrow("notTaken");
      await sendMail(tier, { mailId });
      expect(texts()).toHaveLength(1);
      expect(texts()[0]).toContain("Open plan");
    });
  });

  test("a mail has so many lines, and says how many more there are", async () => {
    const more = 3;
    for (let n = 0; n < MAX_BUNDLE_LINES + more; n++) {
      const { id, name } = await at.db.write((tx) =>
        createProject(tx, at.people.other, input(`Plan ${n}`, true)),
      );
      await at.db.write((tx) => updateProject(tx, { all: true }, at.people.owner, id, input(name, true)));
    }
    await change(at.open);
    await endWindow();
    expect(texts()[0]?.match(/changed the project/g)).toHaveLength(MAX_BUNDLE_LINES + 1);
    expect(texts()[0]).toContain(`And ${more + 1} more.`);
    expect(mine()[0]?.parsed.subject).toContain(`${MAX_BUNDLE_LINES + more + 1} notifications`);
    await endWindow();
    expect(mine()).toHaveLength(1);
  });

  test("what has waited for long is no news", async () => {
    await change(at.open);
    await at.db.write((tx) =>
      tx.execute(`update notifications set created_at = now() - interval '${BUNDLED_DAYS} days 1 minute'`),
    );
    await endWindow();
    expect(mine()).toEqual([]);
  });

  test("what was deleted is told, and leads to no page of its own", async () => {
    await at.db.write((tx) =>
      changeProject(tx, { all: true }, at.people.owner, at.open.id, { kind: "delete" }),
    );
    await control((tx) => enqueueRecount(tx, me));
    await runJobs();
    await endWindow();
    expect(texts()[0]).toContain("owner deleted the project Open plan");
    expect(texts()[0]).not.toMatch(/notifications\/\d/);
  });

  test("it is in the language in which they were last here, and in their own time", async () => {
    await control((tx) => noteLanguage(tx, me.userId, "es"));
    await control((tx) => chooseMail(tx, me.userId, { timeZone: "Asia/Tokyo" }));
    await change(at.open);
    await endWindow();
    const [mail] = mine();
    expect(mail?.parsed.subject).toBe(`Open plan: 1 notificación en ${at.tenant.name}`);
    expect(mail?.parsed.text).toContain("owner cambió el proyecto Open plan");
    expect(mail?.parsed.text).toContain("GMT+9");
    expect(mail?.parsed.html).toContain('lang="es"');
  });

  test("what people call a project is neither a header, nor markup, nor a link", async () => {
    const hostile = "Plan\r\nBcc: victim@localhost\r\n\r\n<img src=x onerror=alert(1)>";
    await change({ ...at.open, name: hostile });
    await change({ ...at.secret, name: "at http://evil.example/now" });
    await endWindow();
    const [mail] = mine();
    const [head = ""] = mail?.raw.split("\r\n\r\n") ?? [];
    expect(head).not.toMatch(/^bcc:/im);
    expect(mail?.to).toEqual([at.people.other.email]);
    expect(mail?.parsed.html).not.toContain("<img");
    expect(mail?.parsed.text).not.toContain("evil.example");
    await change({ ...at.open, name: hostile }, at.people.admin);
    await endWindow();
    expect(mine()[1]?.parsed.subject).toContain("Plan Bcc: victim@localhost");
    expect(mine()[1]?.raw.split("\r\n\r\n")[0]).not.toMatch(/^bcc:/im);
  });

  test("a daily mail waits for its hour where the person is; another choice moves what waits", async () => {
    const daily = { rhythm: "daily" as const, hour: 8, timeZone: "Europe/Berlin" };
    await control((tx) => chooseMail(tx, me.userId, daily, new Date("2026-03-28T08:00:00Z")));
    await change(at.open);
    const [waiting = 0] = await jobs();
    const shown = new Date(waiting).toLocaleTimeString("en-GB", { timeZone: "Europe/Berlin" });
    expect(shown).toBe("08:00:00");
    expect(waiting).toBeGreaterThan(Date.now());
    const now = new Date("2026-03-28T08:00:00Z");
    await control((tx) => chooseMail(tx, me.userId, { rhythm: "soon" }, now));
    expect(await jobs()).toEqual([now.getTime() + BUNDLE_MINUTES * MINUTE_MS]);
    await control((tx) => chooseMail(tx, me.userId, daily, now));
    expect(await jobs()).toEqual([Date.parse("2026-03-29T06:00:00Z")]);
  });

  test("each mail can be stopped with one click, by its headers and by the links in it", async () => {
    await change(at.open);
    await endWindow();
    const [mail] = mine();
    const header = (name: string) =>
      mail?.parsed.headers.find(({ key }) => key === name)?.value.replaceAll(/\s/g, "") ?? "";
    expect(header("list-unsubscribe-post")).toBe("List-Unsubscribe=One-Click");
    expect(header("list-unsubscribe")).toMatch(/^<http:\/\/app\.localhost:3000\/unsubscribe\?token=[^>]+>$/);
    const links = [...(mail?.parsed.text ?? "").matchAll(/http:\/\/app\.localhost:3000\/unsubscribe\S+/g)];
    const read = links.map(([link]) => readUnsubscription(new URL(link).searchParams.get("token")));
    const subject = { what: "subject", subjectType: "project", subjectId: at.open.id };
    expect(read).toEqual([
      { ...me, of: subject },
      { ...me, of: { what: "kind", kind: "project.updated" } },
      { ...me, of: { what: "all" } },
    ]);
    for (const stopped of read) {
      if (!stopped || stopped === "over") throw new Error("no link of ours");
      await setMailed(tier, stopped, false);
      await change(at.open);
      await endWindow();
      expect(mine()).toHaveLength(1);
      await setMailed(tier, stopped, true);
    }
    await change(at.secret);
    await endWindow();
    expect(mine()).toHaveLength(2);
  });
});
