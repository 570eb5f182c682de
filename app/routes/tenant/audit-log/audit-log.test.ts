// Threat: whoever owns no workspace reads its log; an owner reads a code instead of what happened.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { createInstance } from "i18next";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { recordAudit } from "#app/db.server.ts";
import { env } from "#app/env.server.ts";
import { en } from "#app/locales/en.ts";
import { es } from "#app/locales/es.ts";
import { asked, makeWorkspace, refusalOf, statusOf, type Workspace } from "#app/testing/in-workspace.ts";
import { TOLD_TO_OWNERS } from "#db/control/audit-groups.ts";
import type { TenantAction } from "#db/control/transitions.ts";
import { type DataTier, openDataTier } from "#db/data-tier.ts";
import { forEachPlacement } from "#db/testing/for-each-placement.ts";
import { scratchDataTier } from "#db/testing/scratch.ts";
import { loader } from "./audit-log.tsx";
import { action as exportLog } from "./audit-log-exports.ts";
import { auditWords } from "./audit-words.ts";

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
    const { owner, member } = at.people;
    await tier.controlDb.write((tx) =>
      recordAudit(
        tx,
        {
          actor: { kind: "member", id: owner.id, ip: "192.0.2.1" },
          action: "member.role",
          tenantId: at.tenant.id,
          detail: { userId: member.id, from: "member", to: "admin" },
        },
        {
          actor: { kind: "staff", id: "user_sam" },
          action: "tenant.delete",
          tenantId: at.tenant.id,
          detail: { reason: "=cmd|' /C calc'!A0" },
        },
      ),
    );
  });
  const load = (query = "") => loader(asked(at, at.people.owner, { path: `/settings/audit-log${query}` }));
  const file = async (form: Record<string, string>) =>
    (await exportLog(asked(at, at.people.owner, { form }))) as Response;

  test("owners read it, and nobody else, also as a file", async () => {
    for (const who of ["admin", "member", "viewer"] as const) {
      expect(await refusalOf(async () => loader(asked(at, at.people[who])))).toBe(403);
      expect(await statusOf(async () => exportLog(asked(at, at.people[who], { form: {} })))).toBe(403);
    }
    expect((await load()).entries).toMatchObject([
      { action: "tenant.delete", by: "staff", actorName: null },
      { action: "member.role", by: "member", actorName: "owner", personName: "member" },
      { action: "tenant.provision" },
    ]);
  });

  test("who is asked for is found by name and by address, and by nothing else", async () => {
    const found = async (actor: string) =>
      (await load(`?actor=${encodeURIComponent(actor)}`)).entries.map(({ action }) => action);
    expect(await found(at.people.member.email)).toEqual(["member.role"]);
    expect(await found("OWNER")).toContain("member.role");
    expect(await found("user_sam")).toEqual([]);
    expect((await load("?group=roles")).entries).toHaveLength(1);
    const { ignored, entries } = await load("?group=everything&cursor=x&from=2026-13-01");
    expect(ignored).toEqual(["group", "from", "cursor"]);
    expect(entries).toHaveLength(3);
  });

  test("as CSV it has a line for each, defused, and the export is the newest of them", async () => {
    const response = await file({});
    expect(response.headers.get("content-disposition")).toContain(".csv");
    const [head, first, second, third] = parse(await response.text(), { bom: true }) as string[][];
    expect(head).toEqual(["Time", "Who", "What", "Reason", "Action", "IP address", "Detail"]);
    expect(first?.slice(1, 5)).toEqual(["owner", "Exported the audit log", "", "export.auditLog"]);
    expect(second?.slice(1, 4)).toEqual(["Tenantry staff", "Deleted the workspace", "'=cmd|' /C calc'!A0"]);
    expect(third?.[2]).toBe("Gave member the role Admin, before: Member");
  });

  test("as JSON it is one list, with the same filters", async () => {
    const response = await file({ format: "json", group: "roles" });
    expect(response.headers.get("content-type")).toBe("application/json; charset=utf-8");
    expect(await response.json()).toMatchObject([
      { action: "member.role", by: "member", who: "owner", ip: "192.0.2.1", detail: { to: "admin" } },
    ]);
    expect(await (await file({ format: "json", from: "9999-01-01" })).json()).toEqual([]);
    expect((await load("?group=exports")).entries).toMatchObject([
      { action: "export.auditLog", detail: { format: "json", isFiltered: true } },
      { action: "export.auditLog", detail: { format: "json", isFiltered: true } },
    ]);
  });
});

test("each act that owners are told of is told in words, in both languages", async () => {
  const i18n = createInstance({
    lng: "en",
    resources: { en: { translation: en }, es: { translation: es } },
    interpolation: { escapeValue: false },
  });
  await i18n.init();
  for (const language of ["en", "es"])
    for (const action of TOLD_TO_OWNERS) {
      const entry = { action, by: "member" as const, actorName: null, personName: "Ada" };
      const details = [
        {},
        { userId: "u", role: "admin", from: "admin", to: "viewer", domain: "acme.example" },
      ];
      for (const detail of details) {
        const words = auditWords(i18n.getFixedT(language), { ...entry, detail });
        expect(words, action).not.toBe(action);
        expect(words).not.toMatch(/[{}]|undefined|null/);
      }
    }
});

/** Of these nobody in a workspace is told: the platform's own work, and what no workspace is named in. */
const NOT_TOLD = [
  ...["archive.request", "archive.drill"],
  ...["tenant.move-begin", "tenant.move-abort", "tenant.move-back", "tenant.move-finish"],
  ...["tenant.move-given-up", "tenant.move-back-failed", "tenant.move-returned"],
  ...["tenant.replace-begin", "tenant.replace-failed", "tenant.replace-undo", "tenant.replace-confirm"],
  ...["tenant.rotate-login", "secrets.rotate"],
  ...["tenant.continue", "tenant.purge", "tenant.purged", "identity.repair", "identity.reconcile"],
  ...[
    "identity.merge",
    "identity.erase",
    "webhook.replay",
    "spares.make",
    "staff.enter",
    "staff.leave",
    "cluster.add",
  ],
  ...["cluster.accept", "cluster.drain", "category.add", "category.offer", "category.retire"],
  // The kind of a mail, and no act.
  "join.declined",
];

/** These are written under the name of what was done to a tenant. */
const LIFECYCLE: Record<TenantAction, true> = {
  readOnly: true,
  suspend: true,
  resume: true,
  rename: true,
  plan: true,
  move: true,
  replace: true,
  "rotate-login": true,
  owner: true,
  delete: true,
  restore: true,
  purge: true,
};

test("no act is written of which nobody said whether owners are told", () => {
  const root = process.cwd();
  const files = ["app", "db"].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$|testing\//.test(file))
      .map((file) => readFileSync(join(root, folder, file), "utf8")),
  );
  const written = files
    .filter((text) => /recordAudit\(|\baudit\(tx/.test(text))
    .flatMap((text) =>
      [...text.matchAll(/(?<!\bt\()"([a-z][a-z-]*\.[a-z]\w+)"/g)].map(([, name = ""]) => name),
    );
  const lifecycle = Object.keys(LIFECYCLE).map((kind) => `tenant.${kind}`);
  const known = new Set([...TOLD_TO_OWNERS, ...NOT_TOLD]);
  expect(written).toEqual(expect.arrayContaining(["session.start", "member.role"]));
  expect([...new Set([...written, ...lifecycle])].filter((name) => !known.has(name))).toEqual([]);
});
