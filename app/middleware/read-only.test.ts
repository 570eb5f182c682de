// Threat: a form changes a workspace of which everybody was told that nothing is changed.
import { join } from "node:path";
import type { RouteConfigEntry } from "@react-router/dev/routes";
import { RouterContextProvider } from "react-router";
import { beforeAll, expect, test } from "vitest";
import { tenantContext } from "#app/context.ts";
import { type Tenant, TenantReadOnly } from "#app/db.server.ts";
import routes from "#app/routes.ts";
import { refuseWhileReadOnly } from "./read-only.server.ts";

const APP = join(import.meta.dirname, "..");

/** Forms that are taken all the same, each with what it changes instead. */
const TAKEN: Record<string, string> = {
  account: "the person's preferences",
  sessions: "their own sessions",
  "members/:userId/sessions": "a member's sessions",
  "notifications/settings": "what the person is told by mail",
  "activity/exports": "nothing",
  "settings/audit-log/exports": "nothing",
  "settings/export": "the owners' own file",
  "settings/export/:exportId/downloads": "nothing",
  "projects/export": "nothing", // example
};

const readOnly = { status: "read-only", readOnlyUntil: null, readOnlyNotice: "We move." } as Tenant;

/** What a request is answered by the wall: "passed", or what it threw. */
async function ask(pattern: string, { method = "POST", tenant = readOnly } = {}): Promise<unknown> {
  const context = new RouterContextProvider();
  context.set(tenantContext, tenant);
  const url = new URL("http://acme.app.localhost/x");
  const args = { request: new Request(url, { method }), context, url, params: {}, pattern };
  const passed = async () => "passed" as never;
  return new Promise((resolve) => resolve(refuseWhileReadOnly(args as never, passed))).catch(
    (error: unknown) => error,
  );
}

/** The paths of a workspace's pages that take a form. */
async function forms(entries: RouteConfigEntry[]): Promise<string[]> {
  const taking: string[] = [];
  for (const { path, file } of entries) {
    const { action } = (await import(/* @vite-ignore */ join(APP, file))) as { action?: unknown };
    if (action && path) taking.push(path);
  }
  return taking;
}

const pagesBelow = (entries: RouteConfigEntry[], layout: string): RouteConfigEntry[] =>
  entries.flatMap(({ file, children = [] }) => (file === layout ? children : pagesBelow(children, layout)));

let paths: string[];
beforeAll(async () => {
  paths = await forms(pagesBelow(routes as RouteConfigEntry[], "routes/tenant/layout.tsx"));
}, 300_000);

test("each form of a workspace is refused, but those that change nothing in it", async () => {
  expect(paths.length).toBeGreaterThan(30);
  const passed: string[] = [];
  for (const path of paths) {
    const answer = await ask(path);
    if (answer === "passed") passed.push(path);
    else expect(answer, path).toBeInstanceOf(TenantReadOnly);
  }
  expect(passed.sort()).toEqual(Object.keys(TAKEN).sort());
});

test("every method that may change something is refused, also where no page takes one", async () => {
  for (const method of ["POST", "PUT", "PATCH", "DELETE"])
    expect(await ask("projects", { method }), method).toMatchObject({ notice: "We move.", status: 503 });
  for (const method of ["GET", "HEAD"]) expect(await ask("projects/new", { method }), method).toBe("passed");
});

test("a workspace that is active takes all of them", async () => {
  for (const path of paths)
    expect(await ask(path, { tenant: { ...readOnly, status: "active" } }), path).toBe("passed");
});
