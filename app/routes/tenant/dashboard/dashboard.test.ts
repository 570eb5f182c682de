// Threat: the dashboard tells of what the person may not see.
import { afterAll, beforeAll, expect, test } from "vitest";
import { env } from "#app/env.server.ts";
import { asked, makeWorkspace, type Workspace } from "#app/testing/in-workspace.ts";
import { type DataTier, openDataTier } from "#db/data-tier.ts";
import { scratchDataTier } from "#db/testing/scratch.ts";
import { loader } from "./dashboard.tsx";

let scratch: DataTier;
let tier: DataTier;
let at: Workspace;
beforeAll(async () => {
  scratch = await scratchDataTier();
  tier = await openDataTier({ urls: scratch.urls, secretsKey: env.SECRETS_KEY });
  at = await makeWorkspace(tier);
});
afterAll(() => Promise.all([tier.close(), scratch.close()]));

test.each([
  ["viewer", ["Open plan"]],
  ["member", ["Open plan", "Own plan"]],
  ["owner", ["Open plan", "Own plan", "Secret plan"]],
] as const)("the %s is told of what they may see, and of nothing else", async (who, visible) => {
  const { activity, workspaceName } = await loader(asked(at, at.people[who]));
  expect(activity.map(({ subjectName }) => subjectName).sort()).toEqual(visible);
  expect(workspaceName).toBe(at.tenant.name);
});
