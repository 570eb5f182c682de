// Threat: somebody changes, or learns of, what another person wants to be told by mail.
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Member } from "#app/context.ts";
import { changeMailChoice, findMailChoice, mergeMembers, upsertMember } from "#app/db.people.server.ts";
import { DEFAULT_MAIL_CHOICE, NOTIFICATION_KINDS } from "#app/db.shared.ts";
import { isMuted, mute } from "#app/db.tenant.server.ts";
import { env } from "#app/env.server.ts";
import { asked, makeWorkspace, refusalOf, statusOf, type Workspace } from "#app/testing/in-workspace.ts";
import { type DataTier, openDataTier } from "#db/data-tier.ts";
import { forEachPlacement } from "#db/testing/for-each-placement.ts";
import { scratchDataTier } from "#db/testing/scratch.ts";
import { action, loader } from "./mail-choices.tsx";
import { action as unmute } from "./unmutings.ts";

let scratch: DataTier;
let tier: DataTier;
beforeAll(async () => {
  scratch = await scratchDataTier();
  tier = await openDataTier({ urls: scratch.urls, secretsKey: env.SECRETS_KEY });
});
afterAll(() => Promise.all([tier.close(), scratch.close()]));

const KINDS = Object.keys(NOTIFICATION_KINDS);
const [FIRST = "", ...REST] = KINDS;
const DAILY = { rhythm: "daily", hour: "7", timeZone: "Europe/Berlin" };

forEachPlacement((kind) => {
  let at: Workspace;
  beforeEach(async () => {
    at = await makeWorkspace(tier, kind);
  });
  const show = (who: Member) => loader(asked(at, who));
  const save = (who: Member, form: Record<string, string> | [string, string][]) =>
    statusOf(() => action(asked(at, who, { form })));
  const withKinds = (kinds: string[], form: Record<string, string> = DAILY): [string, string][] => [
    ...Object.entries(form),
    ...kinds.map((one): [string, string] => ["kinds", one]),
  ];
  const chosen = ({ id }: Member) => tier.controlDb.read((tx) => findMailChoice(tx, id));
  const subject = (id: string) => ({ subjectType: "project", subjectId: id });

  test("who has chosen nothing is told soon, of every kind", async () => {
    const { choice, kinds, muted } = await show(at.people.other);
    expect([choice, kinds, muted]).toEqual([DEFAULT_MAIL_CHOICE, KINDS, []]);
  });

  test("a choice is the person's alone, and the same in every workspace", async () => {
    const { other, owner } = at.people;
    expect(await save(other, withKinds(REST))).toBe(303);
    const choice = { rhythm: "daily", hour: 7, timeZone: "Europe/Berlin", silentKinds: [FIRST] };
    expect(await chosen(other)).toEqual(choice);
    expect(await chosen(owner)).toBeUndefined();
    const elsewhere = await makeWorkspace(tier, kind);
    await elsewhere.db.write((tx) => upsertMember(tx, other));
    expect((await loader(asked(elsewhere, other))).choice).toEqual(choice);
    expect(await save(other, withKinds([]))).toBe(303);
    expect((await chosen(other))?.silentKinds).toEqual(KINDS);
  });

  test("what a newer release told of stays as it was chosen there", async () => {
    const { other } = at.people;
    await tier.controlDb.write((tx) => changeMailChoice(tx, other.id, { silentKinds: ["x.new", FIRST] }));
    await save(other, withKinds(KINDS));
    expect((await chosen(other))?.silentKinds).toEqual(["x.new"]);
  });

  test.each([
    ["no rhythm", { rhythm: "hourly" }],
    ["no hour", { hour: "24" }],
    ["half an hour", { hour: "7.5" }],
    ["no zone", { timeZone: "Mars/Olympus" }],
    ["an offset", { timeZone: "+01:00" }],
    ["a kind that is none", { kinds: "project.eaten" }],
  ])("%s is refused, and changes nothing", async (_, wrong) => {
    expect(await save(at.people.other, { ...DAILY, ...wrong })).toBe(400);
    expect(await chosen(at.people.other)).toBeUndefined();
  });

  test("what is muted is listed by its name, while the person may see it", async () => {
    const { other } = at.people;
    for (const { id } of [at.open, at.secret]) await at.db.write((tx) => mute(tx, other.id, subject(id)));
    expect((await show(other)).muted.map(({ name }) => name)).toEqual(["Open plan", "Secret plan"]);
    const viewer = { ...other, role: "viewer" as const };
    expect((await show(viewer)).muted.map(({ name }) => name)).toEqual(["Open plan"]);
    expect((await show(at.people.owner)).muted).toEqual([]);
  });

  test("what somebody muted stays so where they turn out to be one with another", async () => {
    const { other, member } = at.people;
    const both = [subject(at.open.id), subject(at.own.id)];
    for (const of of both) await at.db.write((tx) => mute(tx, other.id, of));
    await at.db.write((tx) => mute(tx, member.id, subject(at.own.id)));
    for (let n = 0; n < 2; n++)
      await at.db.write((tx) => mergeMembers(tx, { from: other.id, into: member.id }));
    const stays = await Promise.all(both.map((of) => at.db.read((tx) => isMuted(tx, member.id, of))));
    expect(stays).toEqual([true, true]);
    expect(await at.db.read((tx) => isMuted(tx, other.id, subject(at.open.id)))).toBe(false);
  });

  test("nobody takes away what another has muted", async () => {
    const { other, owner } = at.people;
    const of = subject(at.open.id);
    await at.db.write((tx) => mute(tx, other.id, of));
    const isIt = () => at.db.read((tx) => isMuted(tx, other.id, of));
    expect(await statusOf(() => unmute(asked(at, owner, { form: of })))).toBe(303);
    expect(await isIt()).toBe(true);
    expect(await refusalOf(() => unmute(asked(at, other, { form: { subjectType: "project" } })))).toBe(400);
    expect(await statusOf(() => unmute(asked(at, other, { form: of })))).toBe(303);
    expect(await isIt()).toBe(false);
  });
});
