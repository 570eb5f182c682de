// Threat: what a person chose is lost on the next device, or is somebody else's to choose or to see.
import type { RouterContextProvider } from "react-router";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Member } from "#app/context.ts";
import { getPersonPreferences, upsertMembership } from "#app/db.people.server.ts";
import { NOTIFICATION_KINDS, PLACEMENT_KINDS } from "#app/db.shared.ts";
import { updateProject } from "#app/db.tenant.server.ts";
import { env } from "#app/env.server.ts";
import { documentSettings } from "#app/http/document-settings.server.ts";
import { preferencesCookie } from "#app/http/preferences.server.ts";
import { chooseLanguage, getI18n } from "#app/i18n/i18n.server.ts";
import { followPreferences } from "#app/middleware/preferences.server.ts";
import { action as choose } from "#app/routes/preferences.ts";
import { loader as notifications } from "#app/routes/tenant/notifications/notifications.tsx";
import { asked, makeWorkspace, statusOf, type Workspace } from "#app/testing/in-workspace.ts";
import { type DataTier, openDataTier } from "#db/data-tier.ts";
import { adminQuery } from "#db/testing/query.ts";
import { scratchDataTier } from "#db/testing/scratch.ts";
import { action as save, loader as show } from "./account.tsx";

let scratch: DataTier;
let tier: DataTier;
let another: DataTier;
beforeAll(async () => {
  scratch = await scratchDataTier();
  const open = () => openDataTier({ urls: scratch.urls, secretsKey: env.SECRETS_KEY });
  [tier, another] = await Promise.all([open(), open()]);
});
afterAll(() => Promise.all([tier.close(), another.close(), scratch.close()]));

type Args = { request: Request; context: RouterContextProvider };
const KINDS = Object.keys(NOTIFICATION_KINDS);
const form = (changes: Record<string, string> = {}, kinds = KINDS): [string, string][] => [
  ...Object.entries({ language: "es", theme: "dark", timeZone: "Europe/Madrid", ...changes }),
  ...kinds.map((kind): [string, string] => ["kinds", kind]),
];

describe.each(PLACEMENT_KINDS)("a workspace in a %s", (kind) => {
  let at: Workspace;
  beforeEach(async () => {
    at = await makeWorkspace(tier, kind);
  });

  /** A page as the person gets it there, after all that comes before it. */
  async function seen(where: Workspace, who: Member, cookie = "") {
    const args: Args = asked(where, who);
    const request = new Request(args.request.url, { headers: { cookie, "accept-language": "en" } });
    const all = { ...args, request } as never;
    const end = async () => new Response();
    await chooseLanguage(all, () => followPreferences(all, end) as never);
    const { theme, timeZone } = await documentSettings(request, args.context);
    return { theme, timeZone, language: (await getI18n(args.context)).language, args: all as Args };
  }
  const NOTHING = { theme: "system", timeZone: "UTC", language: "en" };
  const CHOSEN = { theme: "dark", timeZone: "Europe/Madrid", language: "es" };
  const saved = (who: Member, fields: [string, string][]) =>
    statusOf(async () => save(asked(at, who, { form: fields })));
  const kept = (who: Member) => tier.controlDb.read((tx) => getPersonPreferences(tx, who.id));
  const cookieOf = async (chosen: object) =>
    (await preferencesCookie(new Request("http://x"), chosen)).split(";")[0] ?? "";

  test("what somebody chose is theirs in every workspace and process, and nobody else's", async () => {
    const { member, admin } = at.people;
    const elsewhere = await makeWorkspace(tier);
    const key = { tenantId: elsewhere.tenant.id, userId: member.id, role: "viewer" as const };
    await tier.controlDb.write((tx) => upsertMembership(tx, { ...key, sourceUpdatedAt: new Date() }));
    const inAnother = { ...elsewhere, tier: another };
    expect(await seen(inAnother, member)).toMatchObject(NOTHING);
    expect(await saved(member, form())).toBe(303);
    expect(await seen(at, member)).toMatchObject(CHOSEN);
    expect(await seen(elsewhere, member)).toMatchObject(CHOSEN);
    await expect.poll(() => seen(inAnother, member)).toMatchObject(CHOSEN);
    expect(await seen(at, admin)).toMatchObject(NOTHING);
  });

  test("their choice counts before the browser's, and the browser's before the workspace's", async () => {
    const { member } = at.people;
    const settings = { language: "es", timeZone: "Asia/Tokyo" };
    const where = { ...at, tenant: { ...at.tenant, settings } };
    expect(await seen(where, member)).toMatchObject({ language: "es", timeZone: "Asia/Tokyo" });
    const cookie = await cookieOf({ locale: "en", theme: "light", timeZone: "Asia/Kolkata" });
    const browsers = { theme: "light", timeZone: "Asia/Kolkata", language: "en" };
    expect(await seen(where, member, cookie)).toMatchObject(browsers);
    await saved(member, form());
    expect(await seen(where, member, cookie)).toMatchObject(CHOSEN);
    await saved(member, form({ language: "", timeZone: "" }));
    expect(await kept(member)).toEqual({ theme: "dark", muted: [] });
    expect(await seen(where, member)).toMatchObject({
      language: "es",
      timeZone: "Asia/Tokyo",
      theme: "dark",
    });
  });

  test("the account menu's choice is the person's too, and undoes none of the others", async () => {
    const { member } = at.people;
    await saved(member, form());
    const args: Args = asked(at, member, { path: "/preferences", form: { theme: "light" } });
    const answer = (await choose(args as never)) as Response;
    expect(answer.headers.get("set-cookie")).toContain("__Host-tenantry-prefs=");
    expect(await kept(member)).toMatchObject({ theme: "light", locale: "es", timeZone: "Europe/Madrid" });
  });

  test("mail follows the language that was chosen", async () => {
    const { member } = at.people;
    await saved(member, form());
    const text = "SELECT language FROM control.users WHERE id = $1";
    expect((await adminQuery<{ language: string }>(tier, text, [member.id]))[0]?.language).toBe("es");
  });

  test("what is no choice changes nothing", async () => {
    const { member } = at.people;
    const wrong = [
      form({ theme: "sepia" }),
      form({ language: "xx" }),
      form({ timeZone: "Mars/Base" }),
      form({}, ["project.everything"]),
      form({}, [...KINDS, ...KINDS]),
    ];
    for (const fields of wrong) expect(await saved(member, fields), JSON.stringify(fields)).toBe(400);
    expect(await kept(member)).toEqual({});
  });

  test("a kind that nobody wants to hear of is neither shown nor counted, and is back when they do", async () => {
    const { other, owner } = at.people;
    const change = { name: "Open plan", isPublic: true, description: "", status: "done" as const };
    await at.db.write((tx) =>
      updateProject(tx, { all: true }, owner, at.open.id, { ...change, categoryIds: [] }),
    );
    const told = async () => {
      const { args } = await seen(at, other);
      const { notifications: rows, unread } = await notifications(args as never);
      return [rows.length, unread];
    };
    expect(await told()).toEqual([1, 1]);
    await saved(
      other,
      form(
        {},
        KINDS.filter((kind) => kind !== "project.updated"),
      ),
    );
    expect(await told()).toEqual([0, 0]);
    const { args } = await seen(at, other);
    expect(show(args as never).preferences.kinds).not.toContain("project.updated");
    await saved(other, form());
    expect(await told()).toEqual([1, 1]);
  });
});
