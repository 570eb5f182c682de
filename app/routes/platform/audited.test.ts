/** Whatever staff change in the console is in the audit log, with who did it and from where. */
import { randomUUID } from "node:crypto";
import { join } from "node:path";
import type { RouteConfigEntry } from "@react-router/dev/routes";
import { RouterContextProvider } from "react-router";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { dataTierContext, requestContext, staffContext } from "#app/context.ts";
import { upsertUser } from "#app/db.people.server.ts";
import { listAudit, recordWebhookEvent } from "#app/db.server.ts";
import { env } from "#app/env.server.ts";
import { localIdentity, startLocalIdentity } from "#app/identity/providers/local/instance.server.ts";
import { staffSessions } from "#app/identity/staff-sessions.server.ts";
import routes from "#app/routes.ts";
import { type DataTier, openDataTier } from "#db/data-tier.ts";
import { deleteTenant } from "#db/lifecycle/delete.ts";
import { suspendTenant } from "#db/lifecycle/suspend.ts";
import { beginMove } from "#db/move/move-tenant.ts";
import { planMove } from "#db/move/plan.ts";
import { adminQuery } from "#db/testing/query.ts";
import { scratchDataTier, testOwner, testTenant } from "#db/testing/scratch.ts";
import { categoryActs } from "./categories/testing/acts.ts"; // example

const APP = join(process.cwd(), "app");
const HOSTNAME = "platform.app.localhost";
const IP = "203.0.113.9";

// The stand-in's own messages go nowhere in this test.
vi.hoisted(() => {
  process.env.PORT = "1";
  process.env.ARCHIVE_STORE = "/never-written-to";
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

type Given = { params?: Record<string, string>; form?: Record<string, string>; cookie?: string };
const by = { actor: { kind: "system" as const } };

async function tenant(change?: (tier: DataTier, id: string, as: typeof by) => Promise<unknown>) {
  const { id, slug } = await testTenant(tier);
  await change?.(tier, id, by);
  return { params: { tenantId: id }, slug };
}

async function halfMade(): Promise<Given> {
  const { params } = await tenant();
  const values = [params.tenantId];
  await adminQuery(tier, "UPDATE control.tenants SET status = 'provisioning' WHERE id = $1", values);
  const text =
    "INSERT INTO control.journal (tenant_id, kind, step, state) VALUES ($1, 'provision', 'owner', 'failed')";
  await adminQuery(tier, text, values);
  return { params };
}

async function beingMoved(): Promise<Given> {
  const { params } = await tenant();
  await beginMove(tier, await planMove(tier, params.tenantId, { to: "database" }));
  return { params: { ...params, turn: "abort" } };
}

/** What an action is called in the log, and what it is given. */
const ACTIONS: Record<string, [action: string, given: (staffId: string) => Promise<Given>]> = {
  ...categoryActs(() => tier), // example
  "read-only-periods": ["tenant.readOnly", async () => ({ ...(await tenant()), form: { until: "2h" } })],
  suspensions: ["tenant.suspend", async () => ({ ...(await tenant()), form: { reason: "Unpaid" } })],
  resumptions: ["tenant.resume", () => tenant(suspendTenant)],
  renames: [
    "tenant.rename",
    async () => ({ ...(await tenant()), form: { slug: `re-${randomUUID().slice(0, 8)}`, name: "Renamed" } }),
  ],
  "plan-changes": ["tenant.plan", async () => ({ ...(await tenant()), form: { plan: "enterprise" } })],
  moves: ["tenant.move-begin", async () => ({ ...(await tenant()), form: { destination: "database:main" } })],
  "move-turns/:turn": ["tenant.move-abort", beingMoved],
  owners: [
    "tenant.owner",
    async () => {
      const person = { ...testOwner(), sourceUpdatedAt: new Date() };
      await tier.controlDb.write((tx) => upsertUser(tx, person));
      return { ...(await tenant()), form: { person: person.email, reason: "The owner has left" } };
    },
  ],
  deletions: [
    "tenant.delete",
    async () => {
      const { params, slug } = await tenant();
      return { params, form: { confirm: slug, reason: "The contract is over" } };
    },
  ],
  restorations: ["tenant.restore", () => tenant(deleteTenant)],
  purges: [
    "tenant.purge",
    async () => {
      const { params, slug } = await tenant(deleteTenant);
      return { params, form: { confirm: slug, reason: "The contract is over" } };
    },
  ],
  archives: ["archive.request", () => tenant()],
  continuations: ["tenant.continue", halfMade],
  ":eventId/replays": [
    "webhook.replay",
    async () => {
      const event = { id: `msg_${randomUUID()}`, type: "x.y", payload: { data: {} } };
      await tier.controlDb.write((tx) => recordWebhookEvent(tx, event));
      return { params: { eventId: event.id } };
    },
  ],
  "session/end": [
    "staff.leave",
    async (userId) => {
      const identity = { userId, email: "sam@tenantry.example", sourceSessionId: `sess_${randomUUID()}` };
      const sessions = staffSessions(tier, { hostname: HOSTNAME, ip: IP, id: randomUUID() });
      const made = await sessions.start(new Request("http://x"), { ...identity, userAgent: null });
      return { cookie: made?.split(";")[0] ?? "" };
    },
  ],
};

type Module = { action?: (args: never) => Promise<unknown> };

/** The console's routes that take a form. */
async function changing(): Promise<[path: string, action: NonNullable<Module["action"]>][]> {
  const all = (entries: RouteConfigEntry[]): RouteConfigEntry[] =>
    entries.flatMap((entry) => [entry, ...all(entry.children ?? [])]);
  const found = [];
  for (const { path, file } of all(routes)) {
    if (!path?.startsWith("platform/")) continue;
    const { action } = (await import(/* @vite-ignore */ join(APP, file))) as Module;
    if (action) found.push([path, action] as [string, NonNullable<Module["action"]>]);
  }
  return found;
}

const rowOf = (path: string) => Object.keys(ACTIONS).filter((end) => path.endsWith(`/${end}`));

test("every form of the console is known here", async () => {
  const paths = (await changing()).map(([path]) => path);
  expect(paths.filter((path) => rowOf(path).length !== 1)).toEqual([]);
  expect(paths).toHaveLength(Object.keys(ACTIONS).length);
});

test("every act of staff leaves a row with who did it, from where, and in which request", async () => {
  for (const [path, action] of await changing()) {
    const [name, given] = ACTIONS[rowOf(path)[0] ?? ""] ?? expect.unreachable(path);
    const staffId = `user_${randomUUID()}`;
    const { params = {}, form = {}, cookie = "" } = await given(staffId);
    const context = new RouterContextProvider();
    context.set(dataTierContext, tier);
    const info = { area: "platform" as const, hostname: HOSTNAME, origin: `http://${HOSTNAME}`, ip: IP };
    const match = { area: "platform" as const, hostname: HOSTNAME };
    context.set(requestContext, { ...info, id: path, match, sender: null });
    context.set(staffContext, { id: staffId, email: "sam@tenantry.example", name: "Sam" });
    const url = new URL(`http://${HOSTNAME}/${path}`);
    const request = new Request(url, {
      method: "POST",
      body: new URLSearchParams(form),
      headers: { cookie },
    });
    await action({ request, context, url, params, pattern: path } as never);
    const { items } = await tier.controlDb.read((tx) => listAudit(tx, { actorId: staffId, action: name }));
    expect(items, path).toMatchObject([{ actorKind: "staff", ip: IP, requestId: path }]);
  }
});
