/** The command as a person runs it: a process, its output, its exit code. */
import { mkdtempSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { withAdmin } from "../cluster/admin.ts";
import { listAudit } from "../control/audit-log.ts";
import { tenants } from "../control/schema/tenants.ts";
import { getTenantBySlug } from "../control/tenants.ts";
import { type DataTier, openDataTier } from "../data-tier.ts";
import { TEST_SECRETS_KEY } from "../testing/global-setup.ts";
import { scratchDataTier } from "../testing/scratch.ts";
import { tenantry as runTenantry, SLOW_MS } from "../testing/tenantry.ts";

let tier: DataTier;
/** Stands for a server that runs: it listens. */
let serving: DataTier;
beforeAll(async () => {
  tier = await scratchDataTier();
  serving = await openDataTier({ urls: tier.urls, secretsKey: TEST_SECRETS_KEY, listen: true });
});
afterAll(async () => {
  await serving.close();
  await tier.close();
});

const tenantry = (command: string, ...more: string[]) => runTenantry(tier, ...command.split(" "), ...more);

test(
  "doctor goes the way that PIPELINE says",
  async () => {
    for (const [PIPELINE, detail] of [
      ["on", /in flight/],
      ["off", /one transaction at a time/],
    ] as const) {
      const { code, out } = await runTenantry({ ...tier, variables: { PIPELINE } }, "doctor", "--json");
      const verdicts = JSON.parse(out) as { check: string; detail: string }[];
      expect(verdicts.find(({ check }) => check === "pipelining")?.detail).toMatch(detail);
      expect(code).toBe(0);
    }
  },
  SLOW_MS,
);

const find = (slug: string) => tier.controlDb.read((tx) => getTenantBySlug(tx, slug));

test(
  "a tenant's life, from the terminal, with a server that hears of each change",
  async () => {
    const created = await tenantry("tenants create --slug hooli --name Hooli --placement database");
    expect(created).toMatchObject({
      code: 0,
      out: expect.stringContaining("hooli is active: a database in cluster main."),
    });
    const seen = async () =>
      (await serving.tenantRegistry.resolveHostname({ hostname: "hooli.app.localhost", slug: "hooli" }))
        ?.status;
    expect(await seen()).toBe("active");

    expect(await tenantry("tenants suspend hooli --yes --show-reason")).toMatchObject({
      code: 2,
      err: expect.stringContaining("--reason"),
    });
    expect((await tenantry("tenants suspend hooli --yes --reason unpaid --show-reason")).code).toBe(0);
    await expect.poll(seen).toBe("suspended");
    expect(await find("hooli")).toMatchObject({ suspensionNotice: "unpaid" });
    expect((await tenantry("tenants resume hooli")).code).toBe(0);
    expect((await tenantry("tenants rename hooli --slug hooli-two")).out).toContain("hooli is now hooli-two");
    expect(await find("hooli")).toMatchObject({ slug: "hooli-two" });

    expect(await tenantry("tenants purge hooli-two --yes")).toMatchObject({
      code: 1,
      err: expect.stringContaining("Delete it first."),
    });
    const { id } = (await find("hooli-two"))!;
    expect((await tenantry("tenants delete hooli-two --yes")).code).toBe(0);
    expect((await tenantry("tenants purge hooli-two --yes")).code).toBe(0);
    expect(await find("hooli-two")).toBeUndefined();
    const { items } = await tier.controlDb.read((tx) => listAudit(tx, { tenantId: id }));
    expect(items.map(({ action }) => action).reverse()).toEqual([
      "tenant.provision",
      "tenant.suspend",
      "tenant.resume",
      "tenant.rename",
      "tenant.delete",
      "tenant.purge",
      "tenant.purged",
    ]);
    expect(items.at(-1)).toMatchObject({ actorKind: "cli", actorId: expect.stringContaining("@") });
  },
  SLOW_MS,
);

test(
  "a tenant is read-only until the time that is told, and can be told another",
  async () => {
    await tenantry("tenants create --slug read-here");
    for (const until of ["tomorrow", "2020-01-01T00:00Z", "2h30"])
      expect(await tenantry(`tenants read-only read-here --yes --until ${until}`), until).toMatchObject({
        code: 2,
        err: expect.stringContaining("--until takes 90m, 2h, 3d"),
      });
    expect(await find("read-here")).toMatchObject({ status: "active", readOnlyUntil: null });
    const made = await tenantry("tenants read-only read-here --yes --until 2h --notice Moving");
    expect(made).toMatchObject({ code: 0, out: expect.stringContaining("tenants resume read-here") });
    const first = await find("read-here");
    expect(first).toMatchObject({ status: "read-only", readOnlyNotice: "Moving" });
    expect((await tenantry("tenants show read-here")).out).toMatch(/read-only +since .*, expected until /);
    expect((await tenantry("tenants list --status read-only")).out).toContain("read-here");
    expect((await tenantry("tenants read-only read-here")).out).toContain("nothing was changed");
    expect(await tenantry("tenants read-only read-here --until 3d")).toMatchObject({ code: 0 });
    const then = await find("read-here");
    expect(then).toMatchObject({ readOnlySince: first?.readOnlySince, readOnlyNotice: "Moving" });
    expect(then?.readOnlyUntil?.getTime()).toBeGreaterThan(first?.readOnlyUntil?.getTime() ?? 0);
    expect((await tenantry("tenants resume read-here")).code).toBe(0);
    expect(await find("read-here")).toMatchObject({ status: "active", readOnlyUntil: null });
  },
  SLOW_MS,
);

test("what is destructive asks, and where there is nobody to ask it is not done", async () => {
  await tenantry("tenants create --slug asked");
  const refused = await tenantry("tenants delete asked");
  expect(refused).toMatchObject({ code: 2, err: expect.stringContaining("add --yes") });
  expect(await find("asked")).toMatchObject({ status: "active" });
});

test(
  "an unknown name exits with 2 and near names; unknown commands and bad values with 2",
  async () => {
    await tenantry("tenants create --slug globex");
    expect(await tenantry("tenants show globx")).toMatchObject({
      code: 2,
      err: expect.stringContaining("Did you mean globex?"),
    });
    expect(await tenantry("tenants list --cluster mian")).toMatchObject({
      code: 2,
      err: expect.stringContaining("main"),
    });
    expect((await tenantry("tenants frobnicate")).code).toBe(2);
    expect((await tenantry("tenants create --slug Bad_Slug")).code).toBe(2);
    expect((await tenantry("migrate up --concurrency 0")).code).toBe(2);
    const json = await tenantry("tenants show globx --json");
    expect(JSON.parse(json.out)).toMatchObject({ error: { name: "UsageError" } });
  },
  SLOW_MS,
);

test(
  "a file with bad lines: good ones are done, bad ones listed with their numbers, exit 3; again, nothing is made twice",
  async () => {
    const file = join(mkdtempSync(join(inject("testFolder"), "file-")), "tenants.csv");
    writeFileSync(
      file,
      "slug,name,placement\nbulk-one,One,\nBAD,x,\nbulk-two,Two,schema\nbulk-three,Three,moon\n",
    );
    const first = await tenantry("tenants create --from", file);
    expect(first.code).toBe(3);
    expect(first.out).toMatch(/line 2: bulk-one created/);
    expect(first.out).toMatch(/2 tenants done, 2 lines not/);
    expect(first.err).toMatch(/line 3: failed: slug.*\n.*line 5: failed: placement/s);
    const count = await tier.controlDb.read((tx) => tx.$count(tenants));
    const again = await tenantry("tenants create --json --from", file);
    expect(JSON.parse(again.out)).toMatchObject({
      done: 2,
      failed: 2,
      results: [{ state: "exists" }, {}, { state: "exists" }, {}],
    });
    const now = await tier.controlDb.read((tx) => tx.$count(tenants));
    expect(now - count).toBeLessThanOrEqual(2);
  },
  SLOW_MS,
);

test(
  "migrate: status, plan, up and drift answer in text and JSON",
  async () => {
    await tenantry("tenants create --slug drifting");
    const tenant = (await find("drifting"))!;
    expect((await tenantry("migrate up --concurrency 4 --canary 5")).out).toContain(
      "every tenant is current",
    );
    expect((await tenantry("migrate plan")).out).toContain("Nothing to do");
    const status = JSON.parse((await tenantry("migrate status --json")).out);
    expect(status).toMatchObject({ behind: 0, latest: tenant.schemaVersion });

    await withAdmin(tier.urls.adminUrl, (client) =>
      client.query(`ALTER TABLE "${tenant.placement.schema}".projects ADD COLUMN handmade text`),
    );
    const drift = await tenantry("migrate drift --tenant drifting");
    expect(drift).toMatchObject({
      code: 1,
      out: expect.stringContaining("+ column projects.handmade: text"),
    });
  },
  SLOW_MS,
);

test(
  "every command explains itself, with examples",
  async () => {
    for (const command of [
      "tenants list",
      "tenants create",
      "tenants purge",
      "migrate up",
      "migrate drift",
    ]) {
      const { out, code } = await tenantry(`${command} --help`);
      expect(code).toBe(0);
      expect(out).toMatch(/Examples?:\n {2}tenantry /);
    }
  },
  SLOW_MS,
);
