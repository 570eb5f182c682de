/** One workspace for one form, however often it is posted. */
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { provisionTenant } from "#app/db.server.ts";
import { env } from "#app/env.server.ts";
import type { ApexUser } from "#app/identity/identity-provider.ts";
import { addUser } from "#app/identity/providers/local/changes.ts";
import { type LocalIdentity, startLocalIdentity } from "#app/identity/providers/local/instance.server.ts";
import { localClient } from "#app/identity/providers/local/testing/local-client.ts";
import { type DataTier, openDataTier } from "#db/data-tier.ts";
import { scratchDataTier, testOwner } from "#db/testing/scratch.ts";
import { createWorkspace } from "./create-workspace.server.ts";

vi.hoisted(() => {
  process.env.PORT = "1";
});

let scratch: DataTier;
let tier: DataTier;
let standIn: LocalIdentity;
let count = 0;

beforeAll(async () => {
  scratch = await scratchDataTier();
  tier = await openDataTier({ urls: scratch.urls, secretsKey: env.SECRETS_KEY });
  standIn = await startLocalIdentity(tier);
});
afterAll(async () => {
  await standIn.stop();
  await Promise.all([tier.close(), scratch.close()]);
});

const newUser = () =>
  tier.controlDb.write((tx) =>
    addUser(tx, { email: `o${count++}@example.com`, firstName: "Olive", lastName: "Owner" }),
  ) as unknown as Promise<ApexUser>;

const countMade = async (name: string) => {
  const { data } = await localClient().organizations.getOrganizationList({ limit: 100 });
  return data.filter((organization) => organization.name === name).length;
};

test.each([
  ["a slug of its own", "posted-twice"],
  ["none", ""],
])("a form with the slug %s, posted twice at once and once more, makes one workspace", async (_, slug) => {
  const user = await newUser();
  const input = { name: `Posted ${slug || "bare"}`, slug, plan: "standard" as const };
  const [first, second] = await Promise.all([1, 2].map(() => createWorkspace(tier, user, input)));
  expect(first).toMatchObject({ organizationId: expect.any(String) });
  expect(second).toEqual(first);
  const { organizationId, slug: made } = first as { organizationId: string; slug: string };
  expect(await createWorkspace(tier, user, input)).toEqual(first);
  const owner = testOwner({ id: user.id });
  await provisionTenant(tier, { ...input, organizationId, slug: made, owner });
  expect(await createWorkspace(tier, user, input)).toEqual(first);
  expect(await countMade(input.name)).toBe(1);
});

test("another person who asks for the same is told that the slug is taken", async () => {
  const [one, other] = [await newUser(), await newUser()];
  const input = { name: "Same words", slug: "same-words", plan: "standard" as const };
  expect(await createWorkspace(tier, one, input)).toMatchObject({ slug: "same-words" });
  expect(await createWorkspace(tier, other, input)).toMatchObject({ slugError: expect.any(String) });
});
