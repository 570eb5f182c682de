// Threat: a domain opens a workspace that does not own it, or whoever is no owner opens one.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { getMailDomain, listMailDomains } from "#app/db.people.server.ts";
import { listAudit } from "#app/db.server.ts";
import { MAX_MAIL_DOMAINS, PLACEMENT_KINDS } from "#app/db.shared.ts";
import { env } from "#app/env.server.ts";
import { localIdentity, startLocalIdentity } from "#app/identity/providers/local/instance.server.ts";
import { asked, makeWorkspace, refusalOf, statusOf, type Workspace } from "#app/testing/in-workspace.ts";
import { type DataTier, openDataTier } from "#db/data-tier.ts";
import { scratchDataTier } from "#db/testing/scratch.ts";
import { action as change, loader as show } from "./mail-domain.tsx";
import { action as check, loader as showCheck } from "./mail-domain-checks.tsx";
import { action as remove, loader as showRemove } from "./mail-domain-remove.tsx";
import { action as add, loader as list } from "./mail-domains.tsx";

const dns = await vi.hoisted(async () => {
  const { startDnsServer } = await import("#app/dns/testing/dns-server.ts");
  const server = await startDnsServer();
  process.env.PORT = "1";
  process.env.DNS_SERVERS = server.address;
  return server;
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
  await Promise.all([tier.close(), scratch.close(), dns.close()]);
});

type Act = (args: never) => unknown;
const newName = () => `acme-${randomUUID()}.com`;

describe.each(PLACEMENT_KINDS)("a workspace in a %s", (kind) => {
  let at: Workspace;
  beforeEach(async () => {
    at = await makeWorkspace(tier, kind);
  });
  const owner = (args: object = {}, where = at) => asked(where, where.people.owner, args);
  const admin = (args: object = {}) => asked(at, at.people.admin, args);
  const listed = (where = at) => tier.controlDb.read((tx) => listMailDomains(tx, where.tenant.id));
  /** Answers its id. */
  const added = async (domain: string, where = at): Promise<string> => {
    const answer = await add(owner({ form: { domain } }, where));
    return (answer as Response).headers.get("location")?.split("/").at(-1) ?? "";
  };
  const answerOf = (act: Act, id: string, form: Record<string, string> = {}, where = at) =>
    act(owner({ params: { domainId: id }, form }, where));
  const publish = async (id: string, where = at) => {
    const { record } = await show(owner({ params: { domainId: id } }, where));
    dns.set(record.name, ["v=spf1 -all", record.text]);
    return record;
  };
  const prove = async (id: string, where = at) => {
    await publish(id, where);
    return statusOf(async () => answerOf(check as Act, id, {}, where));
  };
  const errorsOf = (answer: unknown) => (answer as { data: { error: Record<string, string[]> } }).data.error;

  test("its owners list a domain, prove it by a record and choose who comes in, and each act is written down", async () => {
    const domain = newName();
    const id = await added(` @${domain.toUpperCase()} `);
    expect(await listed()).toMatchObject([{ id, domain, admission: "asks", provenAt: null }]);
    const record = await publish(id);
    expect(record.name).toBe(`_tenantry.${domain}`);
    expect(record.text).toMatch(/^tenantry-verify=[0-9a-f]{40}$/);
    expect(await statusOf(async () => answerOf(check as Act, id))).toBe(303);
    expect((await show(owner({ params: { domainId: id } }))).state).toBe("proven");
    expect(await statusOf(async () => answerOf(change as Act, id, { admission: "joins" }))).toBe(303);
    expect((await list(owner())).domains).toMatchObject([{ domain, admission: "joins", state: "proven" }]);
    expect(await statusOf(async () => answerOf(check as Act, id))).toBe(303);
    expect(await statusOf(async () => answerOf(remove as Act, id))).toBe(303);
    expect(await listed()).toEqual([]);
    const { items } = await tier.controlDb.read((tx) => listAudit(tx, { tenantId: at.tenant.id }));
    const said = items.filter(({ action }) => action.startsWith("mail-domain."));
    expect(said.map(({ action }) => action)).toEqual([
      "mail-domain.remove",
      "mail-domain.change",
      "mail-domain.prove",
      "mail-domain.add",
    ]);
    for (const { actorId, detail } of said) {
      expect(actorId).toBe(at.people.owner.id);
      expect(detail).toMatchObject({ domain });
      expect(JSON.stringify(detail)).not.toContain(record.text.split("=")[1]);
    }
  });

  test("nobody but its owners sees or changes any of it, and another workspace's is not there", async () => {
    const id = await added(newName());
    const neighbour = await makeWorkspace(tier);
    const forms: [Act, Record<string, string>][] = [
      [change as Act, { admission: "joins" }],
      [check as Act, {}],
      [remove as Act, {}],
    ];
    for (const [act, form] of forms) {
      expect(await refusalOf(async () => act(admin({ params: { domainId: id }, form })))).toBe(403);
      expect(await refusalOf(async () => answerOf(act, id, form, neighbour))).toBe(404);
      expect(await refusalOf(async () => answerOf(act, "nonsense", form))).toBe(404);
    }
    for (const page of [show, showCheck, showRemove] as Act[]) {
      expect(await refusalOf(async () => page(admin({ params: { domainId: id } })))).toBe(403);
      expect(await refusalOf(async () => page(owner({ params: { domainId: id } }, neighbour)))).toBe(404);
    }
    expect(await refusalOf(async () => list(admin()))).toBe(403);
    expect(await refusalOf(async () => add(admin({ form: { domain: newName() } })))).toBe(403);
    expect(await listed()).toMatchObject([{ id, provenAt: null, admission: "asks" }]);
  });

  test("without the record nothing is proven, and an answer that did not come changes nothing", async () => {
    const domain = newName();
    const id = await added(domain);
    const key = { tenantId: at.tenant.id, id };
    const kept = () => tier.controlDb.read((tx) => getMailDomain(tx, key));
    dns.set(`_tenantry.${domain}`, "SERVFAIL");
    const before = await kept();
    expect(errorsOf(await answerOf(check as Act, id))).toEqual({ "": ["mailDomains.errors.notAnswered"] });
    expect(await kept()).toEqual(before);
    dns.set(`_tenantry.${domain}`, ["tenantry-verify=of-somebody-else"]);
    expect(errorsOf(await answerOf(check as Act, id))).toEqual({ "": ["mailDomains.errors.notFound"] });
    expect(await kept()).toMatchObject({ provenAt: null, foundAt: null });
    expect((await kept())?.checkedAt).not.toBeNull();
  });

  test("a record that is gone at a check is missing, and the proof stays for its days of grace", async () => {
    const id = await added(newName());
    expect(await prove(id)).toBe(303);
    const { record } = await show(owner({ params: { domainId: id } }));
    dns.set(record.name, []);
    expect(await statusOf(async () => answerOf(check as Act, id))).toBe(409);
    const shown = await show(owner({ params: { domainId: id } }));
    expect([shown.state, shown.provenAt === null]).toEqual(["missing", false]);
  });

  test("what one workspace has proven no other proves, before it is removed; listing it is free", async () => {
    const domain = newName();
    const other = await makeWorkspace(tier);
    const [mine, theirs] = [await added(domain), await added(domain, other)];
    const texts = [await publish(mine), await publish(theirs, other)].map(({ text }) => text);
    dns.set(`_tenantry.${domain}`, texts);
    expect(await statusOf(async () => answerOf(check as Act, mine))).toBe(303);
    const refused = await answerOf(check as Act, theirs, {}, other);
    expect(errorsOf(refused)).toEqual({ "": ["mailDomains.errors.provenElsewhere"] });
    expect(await listed(other)).toMatchObject([{ provenAt: null }]);
    await answerOf(remove as Act, mine);
    expect(await statusOf(async () => answerOf(check as Act, theirs, {}, other))).toBe(303);
  });

  test("of two who prove one domain at the same instant one has it", async () => {
    const domain = newName();
    const other = await makeWorkspace(tier);
    const [mine, theirs] = [await added(domain), await added(domain, other)];
    const texts = [await publish(mine), await publish(theirs, other)].map(({ text }) => text);
    dns.set(`_tenantry.${domain}`, texts);
    const statuses = await Promise.all([
      statusOf(async () => answerOf(check as Act, mine)),
      statusOf(async () => answerOf(check as Act, theirs, {}, other)),
    ]);
    expect(statuses.toSorted()).toEqual([303, 409]);
  });

  test("what is no domain of theirs alone is refused beside the field, and listed nowhere", async () => {
    for (const [domain, error] of [
      ["", "validation.required"],
      ["acme", "mailDomains.errors.malformed"],
      ["co.uk", "mailDomains.errors.publicSuffix"],
      ["gmail.com", "mailDomains.errors.publicProvider"],
    ] as const) {
      const answer = await add(owner({ form: { domain } }));
      expect([statusOfData(answer), errorsOf(answer)]).toEqual([400, { domain: [error] }]);
    }
    expect(await listed()).toEqual([]);
  });

  test("the same is listed once, and so many at most", async () => {
    const domain = newName();
    expect(await added(domain)).toBe(await added(domain));
    for (let n = 1; n < MAX_MAIL_DOMAINS; n++) await added(newName());
    expect(statusOfData(await add(owner({ form: { domain: newName() } })))).toBe(409);
    expect(await listed()).toHaveLength(MAX_MAIL_DOMAINS);
  });

  test("of several that are listed at once at the limit one is", async () => {
    for (let n = 1; n < MAX_MAIL_DOMAINS; n++) await added(newName());
    await Promise.all([1, 2, 3].map(() => add(owner({ form: { domain: newName() } }))));
    expect(await listed()).toHaveLength(MAX_MAIL_DOMAINS);
  });

  test("a choice that is none is refused", async () => {
    const id = await added(newName());
    for (const form of [{ admission: "everybody" }, {}])
      expect(await statusOf(async () => answerOf(change as Act, id, form as Record<string, string>))).toBe(
        400,
      );
    expect(await listed()).toMatchObject([{ admission: "asks" }]);
  });
});

const statusOfData = (answer: unknown) => (answer as { init: { status: number } }).init.status;
