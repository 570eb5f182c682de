/** What staff look up and have done once more from a terminal: webhook messages, the audit log. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { AuditEntry } from "../control/audit-log.ts";
import { KEPT_DAYS } from "../control/retention.ts";
import { sweep } from "../control/sweep.ts";
import { markWebhookEventProcessed, recordWebhookEvent, WEBHOOK_JOB } from "../control/webhook-events.ts";
import type { DataTier } from "../data-tier.ts";
import { suspendTenant } from "../lifecycle/suspend.ts";
import { adminQuery } from "../testing/query.ts";
import { runDueJobs } from "../testing/run-due-jobs.ts";
import { scratchDataTier, testTenant } from "../testing/scratch.ts";
import { SLOW_MS, tenantry } from "../testing/tenantry.ts";

let tier: DataTier;
beforeAll(async () => {
  tier = await scratchDataTier();
});
afterAll(() => tier.close());

const payload = {
  data: {
    id: "user_1",
    email_addresses: [{ email_address: "ada@acme.example" }],
    phone_numbers: [{ phone_number: "+34600000000" }],
    private_metadata: { api: "k" },
  },
};

describe("webhooks", () => {
  const id = "msg_one";
  beforeAll(async () => {
    await tier.controlDb.write((tx) => recordWebhookEvent(tx, { id, type: "user.created", payload }));
  });

  // Threat: what the console hides is read, or copied into a ticket, at a terminal.
  test(
    "a message is shown without secrets, numbers and addresses, as text and as JSON",
    async () => {
      for (const more of [[], ["--json"]]) {
        const { out, code } = await tenantry(tier, "webhooks", "show", id, ...more);
        expect(code).toBe(0);
        expect(out).toContain("user.created");
        expect(out).toContain("a•••@acme.example");
        expect(out).not.toMatch(/ada@|34600000000|"api"/);
      }
    },
    SLOW_MS,
  );

  test(
    "a message that was processed is processed once more by the worker",
    async () => {
      await tier.controlDb.write((tx) => markWebhookEventProcessed(tx, id));
      const waiting = async () => {
        const { out } = await tenantry(tier, "webhooks", "list", "--state", "waiting", "--json");
        return (JSON.parse(out) as { id: string }[]).map((event) => event.id);
      };
      expect(await waiting()).toEqual([]);
      expect((await tenantry(tier, "webhooks", "replay", id)).code).toBe(0);
      expect(await waiting()).toEqual([id]);
      const seen: unknown[] = [];
      await runDueJobs(tier, { [WEBHOOK_JOB]: async (job) => void seen.push(job) });
      expect(seen).toEqual([{ eventId: id }]);
    },
    SLOW_MS,
  );

  // Threat: the message is put back without what it said, fails for ever, and looks as if it had never been
  // in effect.
  test(
    "a message whose content has been taken away stays processed, and is told of",
    async () => {
      const old = "msg_old";
      await tier.controlDb.write(async (tx) => {
        await recordWebhookEvent(tx, { id: old, type: "user.created", payload });
        await markWebhookEventProcessed(tx, old);
      });
      const text = `UPDATE control.webhook_events SET processed_at = now() - make_interval(days => $1) WHERE id = $2`;
      await adminQuery(tier, text, [KEPT_DAYS.webhookPayloads + 1, old]);
      await sweep(tier.controlDb);
      const { code, err } = await tenantry(tier, "webhooks", "replay", old);
      expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining("kept for 30 days, and gone") });
      const { out } = await tenantry(tier, "webhooks", "show", old, "--json");
      expect(JSON.parse(out)).toMatchObject({ state: "processed", payload: null });
    },
    SLOW_MS,
  );

  test(
    "what there is not exits with 2",
    async () => {
      for (const verb of ["show", "replay"]) {
        const { code, err } = await tenantry(tier, "webhooks", verb, "msg_none");
        expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining('no message "msg_none"') });
      }
    },
    SLOW_MS,
  );
});

describe("audit", () => {
  const actor = { kind: "cli", id: "anna@host" } as const;
  const entries = async (...args: string[]) => {
    const { out } = await tenantry(tier, "audit", "--json", ...args);
    return (JSON.parse(out) as AuditEntry[]).map(({ action, tenantSlug }) => `${action} ${tenantSlug}`);
  };

  test(
    "the log is read by tenant, actor, action and day, the latest first, as far as is asked for",
    async () => {
      const [one, other] = [await testTenant(tier), await testTenant(tier)];
      await suspendTenant(tier, one.id, { actor, reason: "unpaid" });
      const ofOne = [`tenant.suspend ${one.slug}`, `tenant.provision ${one.slug}`];
      expect(await entries("--tenant", one.slug)).toEqual(ofOne);
      expect(await entries("--tenant", one.id, "--limit", "1")).toEqual(ofOne.slice(0, 1));
      expect(await entries("--actor", actor.id)).toEqual(ofOne.slice(0, 1));
      expect(await entries("--tenant", other.id, "--action", "tenant.suspend")).toEqual([]);
      expect(await entries("--tenant", one.id, "--from", "2020-01-01", "--to", "2020-12-31")).toEqual([]);
      expect(await entries("--tenant", one.id, "--from", "2020-01-01")).toEqual(ofOne);
      const { out } = await tenantry(tier, "audit", "--tenant", one.slug);
      expect(out).toMatch(/AT +ACTION +WHO +TENANT/);
      expect(out).toContain("cli anna@host");
      expect(out).toContain("reason: unpaid");
    },
    SLOW_MS,
  );

  test(
    "a day that is none exits with 2, and a tenant that is none with near names",
    async () => {
      const { slug } = await testTenant(tier);
      expect((await tenantry(tier, "audit", "--from", "2026-02-30")).code).toBe(2);
      const near = await tenantry(tier, "audit", "--tenant", `${slug}x`);
      expect(near).toMatchObject({ code: 2, err: expect.stringContaining(`Did you mean ${slug}?`) });
    },
    SLOW_MS,
  );
});
