// Threat: an owner is not told what others do to their project, or a page fails because they could not be.
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { countUnread, listNotifications } from "#app/db.tenant.server.ts";
import { env } from "#app/env.server.ts";
import { en } from "#app/locales/en.ts";
import { es } from "#app/locales/es.ts";
import { asked, makeWorkspace, type Workspace } from "#app/testing/in-workspace.ts";
import { type DataTier, openDataTier } from "#db/data-tier.ts";
import { NOTIFICATION_KINDS } from "#db/tenant/notification-kinds.ts";
import { adminQuery } from "#db/testing/query.ts";
import { scratchDataTier } from "#db/testing/scratch.ts";
import { loader as open } from "../notifications/notification.ts";
import { action as remove } from "./project-delete.tsx";
import { action as edit } from "./project-edit.tsx";

let scratch: DataTier;
let tier: DataTier;
let at: Workspace;
beforeAll(async () => {
  scratch = await scratchDataTier();
  tier = await openDataTier({ urls: scratch.urls, secretsKey: env.SECRETS_KEY });
});
beforeEach(async () => {
  at = await makeWorkspace(tier);
});
afterAll(() => Promise.all([tier.close(), scratch.close()]));

const form = { name: "Open plan", status: "active", description: "", isPublic: "on" };
const editing = () =>
  asked(at, at.people.owner, { path: "/", params: { projectId: at.open.id }, form }) as Parameters<
    typeof edit
  >[0];
const receiver = () => ({ memberId: at.people.other.id, reach: { ownedBy: at.people.other.id } });
const unread = () => at.db.read((tx) => countUnread(tx, receiver()));
const recountsQueued = async () =>
  (
    await adminQuery<{ key: string }>(
      tier,
      "select key from graphile_worker._private_jobs where key is not null",
    )
  ).filter(({ key }) => key.includes(at.people.other.id)).length;

test("a change and a deletion tell the project's owner, and have their other workspaces told", async () => {
  await edit(editing());
  expect(await unread()).toBe(1);
  expect(await recountsQueued()).toBe(1);
  const params = { projectId: at.secret.id };
  await remove(asked(at, at.people.owner, { params, form: { name: "Secret plan" } }));
  expect(await unread()).toBe(2);
});

test("a change is saved though nobody could be asked to count", async () => {
  const args = editing();
  vi.spyOn(tier.controlDb, "write").mockRejectedValueOnce(new Error("not now"));
  const answer = (await edit(args)) as Response;
  expect(answer.status).toBe(303);
  expect(await unread()).toBe(1);
  expect(await recountsQueued()).toBe(0);
});

test("a notification leads to the project that it is about", async () => {
  await edit(editing());
  const [told] = (await at.db.read((tx) => listNotifications(tx, receiver(), { unreadOnly: true }))).items;
  const answer = await open(asked(at, at.people.other, { params: { notificationId: String(told?.id) } }));
  expect(answer.headers.get("location")).toBe(`/projects/${at.open.id}`);
});

test("each kind has its words, in both languages", () => {
  const said = (texts: unknown, kind: string) =>
    kind.split(".").reduce<unknown>((found, part) => (found as Record<string, unknown>)?.[part], texts);
  for (const kind of Object.keys(NOTIFICATION_KINDS))
    for (const texts of [en, es])
      expect(said(texts.notifications.kinds, kind), kind).toEqual(expect.any(String));
});
