// Threat: somebody sets a workspace who may not, takes another's address, or has a logo run in a browser.
import { deflateSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { upsertMembership } from "#app/db.people.server.ts";
import { getTenant, getTenantBySlug, listAudit } from "#app/db.server.ts";
import { LOGO_MAX_BYTES, LOGO_MAX_PIXELS, PLACEMENT_KINDS } from "#app/db.shared.ts";
import { env } from "#app/env.server.ts";
import { localIdentity, startLocalIdentity } from "#app/identity/providers/local/instance.server.ts";
import { asked, makeWorkspace, refusalOf, statusOf, type Workspace } from "#app/testing/in-workspace.ts";
import { type DataTier, openDataTier } from "#db/data-tier.ts";
import { adminQuery } from "#db/testing/query.ts";
import { scratchDataTier } from "#db/testing/scratch.ts";
import { action as changeAddress, loader as showAddress } from "./address.tsx";
import { action as remove, loader as showDanger } from "./danger.tsx";
import { action as change, loader as show } from "./general.tsx";
import { loader as showLogo, action as upload } from "./logo.tsx";
import { loader as picture } from "./logo-picture.ts";
import { action as removeLogo } from "./logo-removals.ts";
import { loader as showPlan } from "./plan.tsx";

vi.hoisted(() => {
  process.env.PORT = "1";
});

let scratch: DataTier;
let tier: DataTier;
beforeAll(async () => {
  scratch = await scratchDataTier();
  tier = await openDataTier({ urls: scratch.urls, secretsKey: env.SECRETS_KEY });
  await startLocalIdentity(tier);
});
afterAll(async () => {
  await localIdentity().stop();
  await Promise.all([tier.close(), scratch.close()]);
});

type Act = (args: never) => unknown;

/** A picture's first bytes, which say what it is and how large. */
function png(width: number, height = width): Buffer {
  const size = Buffer.alloc(8);
  size.writeUInt32BE(width, 0);
  size.writeUInt32BE(height, 4);
  const start = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]);
  return Buffer.concat([start, Buffer.from("IHDR"), size, deflateSync("")]);
}

const JPEG = Buffer.from(
  "ffd8ffe000104a46494600010100000100010000ffc0001108002000400301220002110103110111",
  "hex",
);
const WEBP = Buffer.concat([
  Buffer.from("RIFF\0\0\0\0WEBPVP8X\n\0\0\0\0\0\0\0"),
  Buffer.from([31, 0, 0, 63, 0, 0]),
]);
const SVG = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');

const errorsOf = (answer: unknown) => (answer as { data: { error: unknown } }).data.error;

describe.each(PLACEMENT_KINDS)("a workspace in a %s", (kind) => {
  let at: Workspace;
  beforeEach(async () => {
    at = await makeWorkspace(tier, kind);
  });
  const now = async () =>
    (await tier.controlDb.read((tx) => getTenant(tx, at.tenant.id))) ?? expect.unreachable();
  /** As the pages of the next request see it. */
  const fresh = async () => {
    at = { ...at, tenant: await now() };
  };
  const owner = (args: object = {}) => asked(at, at.people.owner, args);
  const GENERAL = { name: "Acme", language: "es", timeZone: "Europe/Madrid", hue: "25" };
  const uploaded = async (file: Buffer, who = at.people.owner) => {
    const args: { request: Request } = asked(at, who, { form: {} });
    const fields = new FormData();
    fields.set("logo", new File([new Uint8Array(file)], "logo.svg", { type: "image/svg+xml" }));
    const encoded = new Response(fields);
    const headers = { "content-type": encoded.headers.get("content-type") ?? "" };
    const init = { method: "POST", headers, body: await encoded.arrayBuffer() };
    return { ...args, request: new Request(args.request.url, init) } as never;
  };
  const acts: [string, Act, Record<string, string>][] = [
    ["general", change as Act, GENERAL],
    ["address", changeAddress as Act, { slug: "somewhere-else" }],
    ["removal", removeLogo as Act, {}],
    ["danger", remove as Act, { confirm: "x" }],
  ];

  test("nobody but its owners sees or changes its settings", async () => {
    const { admin, member, viewer } = at.people;
    const pages = [show, showAddress, showLogo, showPlan, showDanger] as Act[];
    for (const who of [admin, member, viewer]) {
      for (const page of pages)
        expect(await refusalOf(async () => page(asked(at, who)))).toBe(
          who === admin && page === show ? 302 : 403,
        );
      for (const [name, act, form] of acts)
        expect(await refusalOf(async () => act(asked(at, who, { form }))), name).toBe(403);
      expect(await refusalOf(async () => upload(await uploaded(png(64), who)))).toBe(403);
    }
    expect(await now()).toMatchObject({ name: at.tenant.name, slug: at.tenant.slug, settings: {} });
  });

  test("whoever is an owner no more at that moment changes nothing", async () => {
    const key = { tenantId: at.tenant.id, userId: at.people.owner.id };
    await tier.controlDb.write((tx) =>
      upsertMembership(tx, { ...key, role: "admin", sourceUpdatedAt: new Date() }),
    );
    const form = { confirm: at.tenant.name };
    for (const [name, act, fields] of acts)
      expect(await statusOf(async () => act(owner({ form: name === "danger" ? form : fields }))), name).toBe(
        403,
      );
    expect(await statusOf(async () => upload(await uploaded(png(64))))).toBe(403);
    expect(await now()).toMatchObject({ name: at.tenant.name, status: "active", settings: {} });
  });

  test("name, colour, language and zone are its owners' to choose, and to take back, and are written down", async () => {
    expect(await statusOf(async () => change(owner({ form: GENERAL })))).toBe(303);
    const settings = { hue: 25, language: "es", timeZone: "Europe/Madrid" };
    expect(await now()).toMatchObject({ name: "Acme", settings });
    await fresh();
    const back = { ...GENERAL, language: "", timeZone: "" };
    expect(await statusOf(async () => change(owner({ form: back })))).toBe(303);
    expect((await now()).settings).toEqual({ hue: 25 });
    const { items } = await tier.controlDb.read((tx) => listAudit(tx, { tenantId: at.tenant.id }));
    const said = items.filter(({ action }) => /^(settings|tenant\.rename)/.test(action));
    expect(said.map(({ action, actorId }) => [action, actorId])).toEqual([
      ["settings.change", at.people.owner.id],
      ["settings.change", at.people.owner.id],
      ["tenant.rename", at.people.owner.id],
    ]);
  });

  test("what is no choice is refused beside its field", async () => {
    for (const wrong of [
      { name: " " },
      { language: "xx" },
      { timeZone: "Mars/Olympus" },
      { hue: "360" },
      { hue: "1;}" },
      { hue: "" },
    ]) {
      const answer = await change(owner({ form: { ...GENERAL, ...wrong } }));
      expect(Object.keys(errorsOf(answer) as object), JSON.stringify(wrong)).toEqual(Object.keys(wrong));
    }
    expect((await now()).settings).toEqual({});
  });

  test("the old address leads to the new one, and is nobody else's", async () => {
    const other = await makeWorkspace(tier);
    const slug = `moved-${at.tenant.id.slice(-8)}`;
    const answer = (await changeAddress(owner({ form: { slug: slug.toUpperCase() } }))) as Response;
    expect(answer.headers.get("location")).toContain(`//${slug}.`);
    expect((await tier.controlDb.read((tx) => getTenantBySlug(tx, at.tenant.slug)))?.id).toBe(at.tenant.id);
    const taken = await changeAddress(asked(other, other.people.owner, { form: { slug: at.tenant.slug } }));
    expect([statusOfData(taken), Object.keys(errorsOf(taken) as object)]).toEqual([409, ["slug"]]);
    await fresh();
    const former = at.tenant.slug;
    for (const wrong of ["a", "www", "two words", slug === former ? other.tenant.slug : slug])
      expect(statusOfData(await changeAddress(owner({ form: { slug: wrong } }))), wrong).toBe(409);
    expect((await now()).slug).toBe(slug);
  });

  test("a logo is what its bytes say, from our origin, for its members, and no longer than it is one", async () => {
    for (const [file, type] of [
      [png(64), "image/png"],
      [JPEG, "image/jpeg"],
      [WEBP, "image/webp"],
    ] as const) {
      expect(await statusOf(async () => upload(await uploaded(file))), type).toBe(303);
      const { settings } = await now();
      const shown = (await picture(
        asked(at, at.people.viewer, { params: { version: settings.logo ?? "" } }),
      )) as Response;
      expect(shown.headers.get("content-type")).toBe(type);
      expect(Buffer.from(await shown.arrayBuffer()).equals(file)).toBe(true);
    }
    const { settings } = await now();
    const other = await makeWorkspace(tier);
    const ask = (where: Workspace, version = settings.logo ?? "") =>
      refusalOf(async () => picture(asked(where, where.people.owner, { params: { version } })));
    expect([await ask(other), await ask(at, "0".repeat(20)), await ask(at)]).toEqual([404, 404, undefined]);
    expect(await statusOf(async () => removeLogo(owner({ form: {} })))).toBe(303);
    expect([await ask(at), (await now()).settings]).toEqual([404, {}]);
    const { items } = await tier.controlDb.read((tx) => listAudit(tx, { tenantId: at.tenant.id }));
    const said = items.map(({ action }) => action).filter((action) => action.startsWith("logo."));
    expect(said).toEqual(["logo.remove", "logo.change", "logo.change", "logo.change"]);
  });

  test("what is no picture of ours, is too large, or too many pixels, is refused", async () => {
    const cut = (file: Buffer) => file.subarray(0, 14);
    for (const [file, error] of [
      [SVG, "settings.errors.noPicture"],
      [Buffer.from("GIF89a\x01\0\x01\0"), "settings.errors.noPicture"],
      [cut(png(64)), "settings.errors.noPicture"],
      [cut(JPEG), "settings.errors.noPicture"],
      [cut(WEBP), "settings.errors.noPicture"],
      [Buffer.alloc(0), "settings.errors.noFile"],
      [png(0), "settings.errors.logoTooWide"],
      [png(LOGO_MAX_PIXELS + 1, 1), "settings.errors.logoTooWide"],
      [Buffer.concat([png(64), Buffer.alloc(LOGO_MAX_BYTES)]), "settings.errors.logoTooLarge"],
      [Buffer.concat([png(64), Buffer.alloc(LOGO_MAX_BYTES * 2)]), "settings.errors.logoTooLarge"],
    ] as const) {
      const answer = await upload(await uploaded(file));
      expect(
        [
          statusOfData(answer),
          String(errorsOf(answer))
            .split("|")[0]
            ?.replace(/[?{].*/, ""),
        ],
        error,
      ).toEqual([400, error]);
    }
    expect((await now()).settings).toEqual({});
  });

  test("the database keeps no larger logo than a form takes", async () => {
    const text =
      "INSERT INTO control.tenant_logos (tenant_id, media_type, bytes, version) VALUES ($1, 'image/png', $2, 'x')";
    const insert = (size: number) => adminQuery(tier, text, [at.tenant.id, Buffer.alloc(size)]);
    await expect(insert(LOGO_MAX_BYTES + 1)).rejects.toThrow(/tenant_logos_size/);
    await insert(LOGO_MAX_BYTES);
  });

  test("its plan's page counts members, projects and room", async () => {
    const shown = await showPlan(owner());
    expect(shown).toMatchObject({ plan: at.tenant.plan, members: 6 });
    expect(shown).toMatchObject({ projects: 3 }); // example
    expect(shown.bytes).toBeGreaterThan(100_000);
  });

  test("a workspace is deleted by whoever types its name, with its days of grace", async () => {
    for (const confirm of ["", at.tenant.slug.toUpperCase(), `${at.tenant.name}x`])
      expect(statusOfData(await remove(owner({ form: { confirm } })))).toBe(400);
    expect((await now()).status).toBe("active");
    expect(await statusOf(async () => remove(owner({ form: { confirm: ` ${at.tenant.name} ` } })))).toBe(303);
    expect((await now()).status).toBe("deleted");
    const { items } = await tier.controlDb.read((tx) => listAudit(tx, { tenantId: at.tenant.id }));
    expect(items[0]).toMatchObject({ action: "tenant.delete", actorId: at.people.owner.id });
  });
});

const statusOfData = (answer: unknown) => (answer as { init: { status: number } }).init.status;
