import { randomUUID } from "node:crypto";
import { RouterContextProvider } from "react-router";
import { afterAll, beforeAll, expect, test } from "vitest";
import { dataTierContext, requestContext, tenantContext } from "#app/context.ts";
import {
  deleteTenant,
  makeReadOnly,
  renameTenant,
  restoreTenant,
  resumeTenant,
  suspendTenant,
  type Tenant,
} from "#app/db.server.ts";
import { env } from "#app/env.server.ts";
import { toResponse } from "#app/http/errors.server.ts";
import { matchHostname } from "#app/http/hostname.ts";
import { updateTenant } from "#db/control/tenant-changes.ts";
import { type DataTier, openDataTier } from "#db/data-tier.ts";
import { scratchDataTier, testTenant } from "#db/testing/scratch.ts";
import { resolveTenant } from "./tenant.server.ts";

/** Long enough for a tenant that arrives, short enough for one that does not. */
const MOVE_WAIT_MS = 300;

let scratch: DataTier;
let tier: DataTier;
beforeAll(async () => {
  scratch = await scratchDataTier();
  tier = await openDataTier({ urls: scratch.urls, secretsKey: env.SECRETS_KEY, moveWaitMs: MOVE_WAIT_MS });
});
afterAll(() => Promise.all([tier.close(), scratch.close()]));

const by = { actor: { kind: "staff" as const } };

type Data = { reason?: string; notice?: string } | null;

/** What a request on a slug's hostname is answered with: the tenant, or what was thrown. */
async function ask(slug: string, path = "/projects?status=active", method = "GET") {
  const context = new RouterContextProvider();
  context.set(dataTierContext, tier);
  const hostname = `${slug}.app.localhost`;
  const match = matchHostname(hostname, "app.localhost");
  context.set(requestContext, { id: "r", area: "tenant", hostname, origin: "", ip: "", match, sender: null });
  const url = new URL(path, `http://${hostname}:3000`);
  const args = { request: new Request(url, { method }), context, url, params: {}, pattern: "/" };
  try {
    await resolveTenant(args as never, async () => new Response());
    return { status: 200, tenant: context.get(tenantContext) };
  } catch (thrown) {
    if (thrown instanceof Response)
      return {
        status: thrown.status,
        to: thrown.headers.get("location"),
        cache: thrown.headers.get("cache-control"),
      };
    const { init, data } = (thrown instanceof Error ? toResponse(thrown, {}) : thrown) as {
      init: ResponseInit;
      data: Data;
    };
    return {
      status: init.status,
      retryAfter: new Headers(init.headers).get("retry-after"),
      reason: data?.reason,
      notice: data?.notice,
    };
  }
}

async function rename(tenant: Tenant): Promise<string> {
  const slug = `new-${randomUUID().slice(0, 8)}`;
  await renameTenant(tier, tenant.id, { slug, ...by });
  return slug;
}

test("the old hostname of a renamed tenant leads to the same page on the new one", async () => {
  const tenant = await testTenant(tier);
  const slug = await rename(tenant);
  const to = `http://${slug}.app.localhost:3000/projects?status=active`;
  expect(await ask(tenant.slug)).toEqual({ status: 301, to, cache: "no-store" });
  expect(await ask(tenant.slug, "/projects?status=active", "POST")).toMatchObject({ status: 308, to });
  expect(await ask(slug)).toMatchObject({ status: 200, tenant: { id: tenant.id } });
});

test("the old hostname of a deleted tenant tells nothing", async () => {
  const tenant = await testTenant(tier);
  const slug = await rename(tenant);
  await deleteTenant(tier, tenant.id, by);
  expect(await ask(tenant.slug)).toMatchObject({ status: 404 });
  expect(await ask(slug)).toMatchObject({ status: 404 });
});

test("a request that comes while the tenant changes places waits, and is served once it is there", async () => {
  const tenant = await testTenant(tier);
  const set = async (status: "moving" | "active") => {
    await tier.controlDb.write((tx) => updateTenant(tx, tenant.id, { status }));
    tier.tenantRegistry.invalidate(tenant.id, [tenant.slug]);
  };
  await set("moving");
  const [answer] = await Promise.all([ask(tenant.slug), set("active")]);
  expect(answer).toMatchObject({ status: 200, tenant: { id: tenant.id, status: "active" } });
});

test("a suspended tenant answers 403, from the next request on", async () => {
  const tenant = await testTenant(tier);
  expect(await ask(tenant.slug)).toMatchObject({ status: 200 });
  await suspendTenant(tier, tenant.id, by);
  expect(await ask(tenant.slug)).toMatchObject({ status: 403, reason: "suspended" });
});

test("a suspended tenant's page gives the reason where staff chose to show it, until it is resumed", async () => {
  const [shown, kept] = await Promise.all([testTenant(tier), testTenant(tier)]);
  const reason = "Unpaid since March";
  await suspendTenant(tier, shown.id, { ...by, reason, isReasonShown: true });
  await suspendTenant(tier, kept.id, { ...by, reason });
  expect(await ask(shown.slug)).toMatchObject({ status: 403, notice: reason });
  expect(await ask(kept.slug)).toMatchObject({ status: 403, notice: undefined });
  await deleteTenant(tier, shown.id, by);
  await restoreTenant(tier, shown.id, by);
  expect(await ask(shown.slug)).toMatchObject({ status: 403, notice: reason });
  await resumeTenant(tier, shown.id, by);
  await suspendTenant(tier, shown.id, by);
  expect(await ask(shown.slug)).toMatchObject({ status: 403, notice: undefined });
});

test("a read-only tenant serves", async () => {
  const tenant = await testTenant(tier);
  await makeReadOnly(tier, tenant.id, by);
  expect(await ask(tenant.slug)).toMatchObject({ status: 200, tenant: { status: "read-only" } });
});

test("a tenant that is behind what this code needs answers 503 with Retry-After, and the others are served", async () => {
  const [behind, current, ahead] = await Promise.all([testTenant(tier), testTenant(tier), testTenant(tier)]);
  const set = async (tenant: Tenant, version: string) => {
    await tier.controlDb.write((tx) => updateTenant(tx, tenant.id, { schemaVersion: version }));
    tier.tenantRegistry.invalidate(tenant.id);
  };
  await set(behind, "20200101000000_old");
  await set(ahead, "20990101000000_newer");
  expect(await ask(behind.slug)).toEqual({ status: 503, retryAfter: "15", reason: "updating" });
  expect(await ask(current.slug)).toMatchObject({ status: 200 });
  expect(await ask(ahead.slug)).toMatchObject({ status: 200 });
});

test("a hostname that is nobody's is 404, with no tenant behind it", async () => {
  expect(await ask("nobody-here")).toMatchObject({ status: 404 });
});

test("a tenant in no state to serve says when to come again, or nothing", async () => {
  const tenant = await testTenant(tier);
  for (const [status, answer] of [
    ["provisioning", { status: 503, retryAfter: "3", reason: "provisioning" }],
    ["moving", { status: 503, retryAfter: "1", reason: "moving" }],
    ["spare", { status: 404 }],
    ["deleted", { status: 404 }],
    ["purged", { status: 404 }],
  ] as const) {
    await tier.controlDb.write((tx) => updateTenant(tx, tenant.id, { status }));
    tier.tenantRegistry.invalidate(tenant.id);
    expect(await ask(tenant.slug), status).toMatchObject(answer);
  }
});
