// Threat: without a server for mail it is lost without a word.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { askToJoin } from "#app/db.people.server.ts";
import { env } from "#app/env.server.ts";
import { loadMail, loadOutbox } from "#app/identity/outbox.server.ts";
import { localIdentity, startLocalIdentity } from "#app/identity/providers/local/instance.server.ts";
import { tasksOf } from "#app/jobs/worker.ts";
import { makeWorkspace } from "#app/testing/in-workspace.ts";
import { type DataTier, openDataTier } from "#db/data-tier.ts";
import { runDueJobs } from "#db/testing/run-due-jobs.ts";
import { scratchDataTier } from "#db/testing/scratch.ts";

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

test("without a server our mail is in the outbox of the stand-in, once", async () => {
  const at = await makeWorkspace(tier);
  const id = `user_${randomUUID()}`;
  const person = { id, email: `${id}@example.com`, firstName: "Stella", lastName: null };
  await tier.controlDb.write((tx) =>
    askToJoin(tx, { person, slug: at.tenant.slug, actor: { kind: "member", id } }),
  );
  await runDueJobs(tier, tasksOf(tier));
  const kept = await loadOutbox(tier);
  const { owner, admin } = at.people;
  expect(kept.map(({ to }) => to)).toEqual(expect.arrayContaining([owner.email, admin.email]));
  expect(new Set(kept.map(({ to }) => to)).size).toBe(kept.length);
  const mail = await loadMail(tier, kept[0]?.id ?? "");
  expect(mail.subject).toBe(`Stella asks to join ${at.tenant.name}`);
  expect(mail.html).toMatch(/^<!DOCTYPE html/i);
});
