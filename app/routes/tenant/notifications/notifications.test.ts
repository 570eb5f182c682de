// Threat: somebody reads, or marks as read, what another person was told.
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Member } from "#app/context.ts";
import { updateProject } from "#app/db.tenant.server.ts";
import { env } from "#app/env.server.ts";
import {
  asked,
  asReadOnly,
  makeWorkspace,
  refusalOf,
  statusOf,
  type Workspace,
} from "#app/testing/in-workspace.ts";
import { type DataTier, openDataTier } from "#db/data-tier.ts";
import { upsertMember } from "#db/tenant/members.ts";
import { forEachPlacement } from "#db/testing/for-each-placement.ts";
import { scratchDataTier } from "#db/testing/scratch.ts";
import { loader as open } from "./notification.ts";
import { loader } from "./notifications.tsx";
import { action as readOne } from "./reading.ts";
import { action as readAll } from "./readings.ts";

let scratch: DataTier;
let tier: DataTier;
beforeAll(async () => {
  scratch = await scratchDataTier();
  tier = await openDataTier({ urls: scratch.urls, secretsKey: env.SECRETS_KEY });
});
afterAll(() => Promise.all([tier.close(), scratch.close()]));

forEachPlacement((kind) => {
  let at: Workspace;
  beforeEach(async () => {
    at = await makeWorkspace(tier, kind);
    for (const { id, name, isPublic } of [at.secret, at.open])
      await at.db.write((tx) =>
        updateProject(tx, { all: true }, at.people.owner, id, {
          ...{ name, isPublic, description: "", status: "active", categoryIds: [] },
        }),
      );
  });

  const list = (who: Member, path = "/notifications") => loader(asked(at, who, { path }));
  const names = async (who: Member, path?: string) =>
    (await list(who, path)).notifications.map(({ subjectName }) => subjectName);
  const idOf = async (name: string) =>
    (await list(at.people.other)).notifications.find(({ subjectName }) => subjectName === name)?.id ?? 0;
  const placeOf = async (answer: Promise<unknown>) => ((await answer) as Response).headers.get("location");
  const one = (id: number | string) => ({ params: { notificationId: String(id) } });

  test("a member is told what was done to what is theirs, and nobody else is", async () => {
    expect(await names(at.people.other)).toEqual(["Open plan", "Secret plan"]);
    for (const who of ["owner", "admin", "member", "viewer"] as const)
      expect(await names(at.people[who]), who).toEqual([]);
  });

  test("who has become a viewer is told of public projects alone", async () => {
    const other = { ...at.people.other, role: "viewer" as const };
    await at.db.write((tx) => upsertMember(tx, other));
    expect(await names(other)).toEqual(["Open plan"]);
    expect((await list(other)).unread).toBe(1);
    const secret = await idOf("Secret plan");
    expect(await placeOf(open(asked(at, other, one(secret))))).toBe("/notifications");
  });

  test("opening one marks it read, and it alone", async () => {
    const { other } = at.people;
    const answer = await open(asked(at, other, one(await idOf("Open plan"))));
    expect(answer.status).toBe(302);
    expect(await names(other, "/notifications?show=unread")).toEqual(["Secret plan"]);
    expect(await names(other)).toHaveLength(2);
  });

  test("in a read-only workspace the way to what one is about is open, and it stays unread", async () => {
    const { other } = at.people;
    const asActive = at;
    at = asReadOnly(at);
    expect(await placeOf(open(asked(at, other, one(await idOf("Open plan")))))).toBe(
      `/projects/${at.open.id}`,
    );
    expect(await placeOf(open(asked(at, at.people.viewer, one(await idOf("Secret plan")))))).toBe(
      "/notifications",
    );
    at = asActive;
    expect((await list(other)).unread).toBe(2);
  });

  test("one is marked read by its button, and the list is as it was", async () => {
    const { other } = at.people;
    const form = { show: "unread" };
    const answer = await readOne(asked(at, other, { ...one(await idOf("Open plan")), form }));
    expect([answer.status, answer.headers.get("location")]).toEqual([303, "/notifications?show=unread"]);
    expect((await list(other)).unread).toBe(1);
  });

  test("all are marked read that were seen, and no others", async () => {
    const { other } = at.people;
    const seen = await idOf("Secret plan");
    expect(await statusOf(() => readAll(asked(at, other, { form: { upTo: String(seen) } })))).toBe(303);
    expect(await names(other, "/notifications?show=unread")).toEqual(["Open plan"]);
    const { newestId } = await list(other);
    await readAll(asked(at, other, { form: { upTo: String(newestId) } }));
    expect(await list(other, "/notifications?show=unread")).toMatchObject({ unread: 0, notifications: [] });
  });

  test("nobody opens or marks another's, and what is no id is nothing", async () => {
    const { owner, other } = at.people;
    const id = await idOf("Open plan");
    const form = {};
    // Another's and one that never was lead to the list alike: links to one's own that are gone do, too.
    for (const param of [id, 999_999])
      expect(await placeOf(open(asked(at, owner, one(param))))).toBe("/notifications");
    for (const param of [0, "x", "1e3", "9".repeat(40)])
      expect(await refusalOf(() => open(asked(at, owner, one(param)))), String(param)).toBe(404);
    for (const param of [id, 999_999, 0, "x", "1e3", "9".repeat(40)]) {
      const marked = readOne.bind(undefined, asked(at, owner, { ...one(param), form }));
      expect(await refusalOf(marked), String(param)).toBe(404);
    }
    await readAll(asked(at, owner, { form: { upTo: String(id) } }));
    expect(await refusalOf(() => readAll(asked(at, other, { form: { upTo: "many" } })))).toBe(400);
    expect((await list(other)).unread).toBe(2);
  });
});
