// Threat: a domain changes hands, and its former owners' workspace stays open to the next one's people.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { addMailDomain, getMailDomain, proveMailDomain } from "#app/db.people.server.ts";
import { listAudit } from "#app/db.server.ts";
import { PROOF_GRACE_DAYS } from "#app/db.shared.ts";
import { proofRecord } from "#app/identity/mail-domain.server.ts";
import { log } from "#app/telemetry/log.server.ts";
import { SYSTEM } from "#db/control/audit-log.ts";
import { PROOF_FRESH_HOURS, UNANSWERED_DAYS } from "#db/control/mail-domain-checks.ts";
import type { DataTier } from "#db/data-tier.ts";
import { adminQuery } from "#db/testing/query.ts";
import { scratchDataTier, testTenant } from "#db/testing/scratch.ts";
import { recheckMailDomains } from "./recheck-mail-domains.ts";

const dns = await vi.hoisted(async () => {
  const { startDnsServer } = await import("#app/dns/testing/dns-server.ts");
  const server = await startDnsServer();
  process.env.DNS_SERVERS = server.address;
  return server;
});

let tier: DataTier;
beforeAll(async () => {
  tier = await scratchDataTier();
});
afterAll(() => Promise.all([tier.close(), dns.close()]));

const HOURS_A_DAY = 24;

/** A domain that was proven, and whose record was last found so many hours ago. */
async function proven({ foundHoursAgo }: { foundHoursAgo: number }) {
  const { id: tenantId } = await testTenant(tier);
  const domain = `acme-${randomUUID()}.com`;
  const key = await tier.controlDb.write(async (tx) => {
    const id = await addMailDomain(tx, { tenantId, domain, actor: SYSTEM });
    await proveMailDomain(tx, { tenantId, id }, SYSTEM);
    return { tenantId, id };
  });
  await adminQuery(
    tier,
    `UPDATE control.mail_domains SET found_at = now() - make_interval(hours => $2),
       checked_at = now() - make_interval(hours => $2) WHERE id = $1`,
    [key.id, foundHoursAgo],
  );
  const row = () => tier.controlDb.read((tx) => getMailDomain(tx, key));
  const record = proofRecord({ domain, verificationToken: (await row())?.verificationToken ?? "" });
  const lapses = async () => {
    const { items } = await tier.controlDb.read((tx) => listAudit(tx, { tenantId }));
    return items.filter(({ action }) => action === "mail-domain.lapse");
  };
  return { row, record, lapses };
}

test("a record that is there is found, and the proof is as new", async () => {
  const { row, record } = await proven({ foundHoursAgo: 30 * HOURS_A_DAY });
  dns.set(record.name, [record.text]);
  const before = await row();
  await recheckMailDomains(tier);
  const after = await row();
  expect(after?.provenAt).toEqual(before?.provenAt);
  expect(after?.foundAt?.getTime()).toBeGreaterThan(before?.foundAt?.getTime() ?? 0);
});

test("a record that is gone ends the proof after the days of grace, not before, and it is written down", async () => {
  const early = await proven({ foundHoursAgo: PROOF_GRACE_DAYS * HOURS_A_DAY - 1 });
  const late = await proven({ foundHoursAgo: PROOF_GRACE_DAYS * HOURS_A_DAY + 1 });
  for (const { record } of [early, late]) dns.set(record.name, []);
  await recheckMailDomains(tier);
  expect((await early.row())?.provenAt).not.toBeNull();
  expect((await late.row())?.provenAt).toBeNull();
  expect([await early.lapses(), await late.lapses()]).toMatchObject([[], [{ actorKind: "system" }]]);
});

test("name servers that do not answer take nothing away, until nobody can have proven anything for long", async () => {
  const early = await proven({ foundHoursAgo: UNANSWERED_DAYS * HOURS_A_DAY - 1 });
  const late = await proven({ foundHoursAgo: UNANSWERED_DAYS * HOURS_A_DAY + 1 });
  for (const { record } of [early, late]) dns.set(record.name, "SERVFAIL");
  await recheckMailDomains(tier);
  expect((await early.row())?.provenAt).not.toBeNull();
  expect((await late.row())?.provenAt).toBeNull();
});

test("what was found lately, and what was never proven, is not asked for", async () => {
  const fresh = await proven({ foundHoursAgo: PROOF_FRESH_HOURS - 1 });
  const ended = await proven({ foundHoursAgo: 100 * HOURS_A_DAY });
  await recheckMailDomains(tier);
  dns.asked.length = 0;
  await recheckMailDomains(tier);
  expect(dns.asked).not.toContain(fresh.record.name);
  expect(dns.asked).not.toContain(ended.record.name);
});

test("silent name servers of one workspace do not keep another's domain from being looked at", async () => {
  await adminQuery(
    tier,
    `INSERT INTO control.mail_domains (id, tenant_id, domain, verification_token, proven_at, found_at)
     SELECT ('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid,
       (SELECT id FROM control.tenants LIMIT 1), 'many-' || n || '.com', 'x', now(),
       now() - interval '30 hours' FROM generate_series(1, 50) n`,
  );
  // An id after all of theirs.
  const { row, record } = await proven({ foundHoursAgo: 30 });
  dns.clear();
  dns.setOthers("SERVFAIL");
  dns.set(record.name, [record.text]);
  const before = await row();
  await recheckMailDomains(tier);
  expect((await row())?.foundAt?.getTime()).toBeGreaterThan(before?.foundAt?.getTime() ?? 0);
});

test("where nobody answers at all nothing is taken away, and it is said once", async () => {
  const { row } = await proven({ foundHoursAgo: 30 });
  dns.setOthers("SERVFAIL");
  dns.clear();
  const warned = vi.spyOn(log, "warn");
  await recheckMailDomains(tier);
  expect((await row())?.provenAt).not.toBeNull();
  expect(warned).toHaveBeenCalledTimes(1);
  warned.mockRestore();
});

test("an end that is asked for stops the run before the next domain", async () => {
  const { record } = await proven({ foundHoursAgo: 30 });
  dns.asked.length = 0;
  await recheckMailDomains(tier, AbortSignal.abort());
  expect(dns.asked).not.toContain(record.name);
});
