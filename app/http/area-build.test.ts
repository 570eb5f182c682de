// Threat: a visitor of one area learns, or reaches, the routes of another.
import type { ServerBuild } from "react-router";
import { expect, test } from "vitest";
import { answerManifest, buildFor } from "./area-build.server.ts";

const parents: Record<string, string | undefined> = {
  root: undefined,
  "routes/home": "root",
  "routes/tenant/area": "root",
  "routes/tenant/layout": "routes/tenant/area",
  "routes/tenant/dashboard": "routes/tenant/layout",
  "routes/platform/area": "root",
  "routes/platform/tenants": "routes/platform/area",
  "routes/apex/area": "root",
  "routes/apex/sign-in": "routes/apex/area",
};
const routes = Object.fromEntries(Object.entries(parents).map(([id, parentId]) => [id, { id, parentId }]));
const build = {
  routes,
  assets: { version: "1", url: "/assets/manifest-1.js", routes },
} as unknown as ServerBuild;
const SHARED = ["root", "routes/home"];

test.each([
  ["tenant", ["routes/tenant/area", "routes/tenant/layout", "routes/tenant/dashboard"]],
  ["platform", ["routes/platform/area", "routes/platform/tenants"]],
  ["apex", ["routes/apex/area", "routes/apex/sign-in"]],
  ["none", []],
] as const)("in the area %s there are its own routes and the shared ones, and nothing else", (area, own) => {
  const narrowed = buildFor(area, build);
  expect(Object.keys(narrowed.routes).sort()).toEqual([...SHARED, ...own].sort());
});

test("a manifest is answered at its own address alone, and names what the build has", async () => {
  const { assets } = buildFor("tenant", build);
  for (const path of ["/assets/manifest-1.js", "/routes-platform-1.js", "/", `${assets.url}/x`])
    if (path !== assets.url) expect(answerManifest(path, assets)).toBeUndefined();
  const script = await answerManifest(assets.url, assets)?.text();
  expect(script).toContain("routes/home");
});
