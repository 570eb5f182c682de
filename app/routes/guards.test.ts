// Threat: a guard falls out of a layout or of the chain, and nothing else notices.
import { RouterContextProvider } from "react-router";
import { describe, expect, test } from "vitest";
import { AREAS, type Area, type Client, clientContext, requestContext } from "#app/context.ts";
import { matchHostname } from "#app/http/hostname.ts";
import { authenticate } from "#app/identity/current-user.server.ts";
import { resolveHostname } from "#app/middleware/hostname.server.ts";
import { requireMember } from "#app/middleware/member.server.ts";
import { checkOrigin } from "#app/middleware/origin.server.ts";
import { refuseWhileReadOnly } from "#app/middleware/read-only.server.ts";
import { refuse } from "#app/middleware/refusal.server.ts";
import { loadSession } from "#app/middleware/session.server.ts";
import { requireStaff } from "#app/middleware/staff.server.ts";
import { resolveTenant } from "#app/middleware/tenant.server.ts";
import { middleware as chain } from "#app/root.tsx";
import { refusalOf } from "#app/testing/in-workspace.ts";
import { middleware as apexArea } from "./apex/area.tsx";
import { middleware as platformArea } from "./platform/area.tsx";
import { middleware as platformLayout } from "./platform/layout.tsx";
import { middleware as tenantArea } from "./tenant/area.tsx";
import { middleware as tenantLayout } from "./tenant/layout.tsx";

type Middleware = (args: never, next: () => Promise<Response>) => unknown;

/** What a request in an area is answered by these, one after the other; undefined where it passes. */
async function passing(middleware: Middleware[], info: { area: Area; host?: string | null }, client = {}) {
  const context = new RouterContextProvider();
  const { area, host = "acme.app.localhost" } = info;
  const match = matchHostname(host, "app.localhost");
  const seen = { id: "1", area, hostname: "h", origin: "http://h", ip: "::1", match, sender: null };
  context.set(requestContext, seen);
  const known: Client = { requestId: "1", address: "::1", isLocal: true, ...client };
  context.set(clientContext, known);
  const url = new URL("http://acme.app.localhost/healthz");
  const args = { request: new Request(url), context, url, params: {}, pattern: "/" };
  return refusalOf(async () => {
    for (const step of middleware) await step(args as never, async () => new Response());
  });
}

describe.each([
  ["apex", apexArea],
  ["tenant", tenantArea],
  ["platform", platformArea],
] as [Area, Middleware[]][])("the %s's own paths", (own, middleware) => {
  test.each(AREAS)("asked for on a hostname of %s", async (area) => {
    expect(await passing(middleware, { area })).toBe(area === own ? undefined : 404);
  });
});

test("below a workspace's layout there is always a member, below the console's always staff", () => {
  expect(tenantLayout).toContain(requireMember);
  expect(platformLayout).toContain(requireStaff);
});

test("what a read-only workspace refuses is refused to its members, and before any page of it", () => {
  expect(tenantLayout.indexOf(refuseWhileReadOnly)).toBeGreaterThan(tenantLayout.indexOf(requireMember));
});

test("what refuses a request stands before what acts for it", () => {
  const order = [refuse, resolveHostname, checkOrigin, authenticate, resolveTenant, loadSession];
  expect(chain.filter((step) => (order as unknown[]).includes(step))).toEqual(order);
});

describe("a hostname", () => {
  const on = (area: Area, host: string | null, client = {}) =>
    passing([resolveHostname as Middleware], { area, host }, client);

  test("that is none is 400, one that is nobody's 404", async () => {
    expect(await on("none", "a b")).toBe(400);
    expect(await on("none", null)).toBe(400);
    expect(await on("none", "a.b.app.localhost")).toBe(404);
    expect(await on("tenant", "acme.app.localhost")).toBeUndefined();
  });

  test("that is nobody's is let in for a probe alone", async () => {
    expect(await on("none", "a.b.app.localhost", { isProbing: true })).toBeUndefined();
    expect(await on("none", "a.b.app.localhost", { isProbing: false })).toBe(404);
  });
});

test("what was refused at the door is refused by the chain, with its own status", async () => {
  const refused = (status: number) =>
    passing([refuse as Middleware], { area: "tenant" }, { refusal: { status } });
  expect(await refused(405)).toBe(405);
  expect(await refused(400)).toBe(400);
  expect(await passing([refuse as Middleware], { area: "tenant" })).toBeUndefined();
});
