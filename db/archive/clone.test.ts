// Threat: what people wrote reaches who may not read it, by way of a copy that passes for harmless.
import { randomBytes } from "node:crypto";
import { readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { faults } from "../control/journal.ts";
import type { DataTier } from "../data-tier.ts";
import type { Tenant } from "../routing/tenant.ts";
import { archiveOf, factsOf, sourceOf } from "../testing/archives.ts";
import { FORMER_MEMBER, fillTenant, inTenant, WRITTEN } from "../testing/fill-tenant.ts";
import { forEachPlacement } from "../testing/for-each-placement.ts";
import { adminQuery } from "../testing/query.ts";
import { scratchDataTier, testOwner, testTenant } from "../testing/scratch.ts";
import { cloneTenant, type WantedClone } from "./clone-tenant.ts";
import { verifyArchive } from "./read-archive.ts";

let tier: DataTier;
beforeAll(async () => {
  tier = await scratchDataTier();
});
afterAll(() => tier.close());
afterEach(() => {
  delete faults.at;
});

const owner = testOwner({ firstName: "Olivette", lastName: "Ownerley" });
const clone = async (source: Tenant, wanted: Partial<WantedClone> = {}) => {
  const slug = `clone-${randomBytes(4).toString("hex")}`;
  return (await cloneTenant(tier, source, { slug, actor: { kind: "cli" }, ...wanted })).tenant;
};
/** All rows of both planes, as an archive of it has them. */
async function textOf(tenant: Tenant): Promise<string> {
  const parts: Buffer[] = [];
  const { file } = await archiveOf(tier, tenant);
  await verifyArchive(sourceOf(file).open(), { onPart: async (_, lines) => void parts.push(lines) });
  return Buffer.concat(parts).toString();
}
const namelessFiles = () =>
  readdirSync(tmpdir()).filter((name) => /^tenantry-[0-9a-f]{8}-[0-9a-f-]{27}$/.test(name));

forEachPlacement((kind) => {
  const filled = async () => {
    const tenant = await testTenant(tier, { kind, owner });
    await fillTenant(tier, tenant, owner.id);
    return tenant;
  };

  test("a clone has what its source has now, which is not touched, and nothing lies about meanwhile", async () => {
    const source = await filled();
    const before = await factsOf(tier, source);
    let lying: string[] | undefined;
    faults.at = (point) => {
      if (point === "copy/load/begun") lying = namelessFiles();
    };
    const copy = await clone(source, { kind });
    expect(lying).toEqual([]);
    expect(copy).toMatchObject({ name: source.name, status: "active", placement: { kind } });
    expect(await factsOf(tier, copy, "tenant")).toEqual(await factsOf(tier, source, "tenant"));
    expect(await factsOf(tier, source)).toEqual(before);
  });

  test("a masked clone has no name, address or text of its source, and the same of what is made up twice", async () => {
    const source = await filled();
    const known = [
      ...[...WRITTEN, owner.email, "Olivette", "Ownerley", source.name, source.slug],
      ...[FORMER_MEMBER.email, FORMER_MEMBER.lastName, "img.example", "+34 600", "former.member", "Harbour"],
    ];
    const original = await textOf(source);
    for (const text of known) expect(original).toContain(text);
    const copy = await clone(source, { kind, isMasked: true });
    const masked = await textOf(copy);
    for (const text of known) expect(masked).not.toContain(text);
    expect(copy.name).toBe(copy.slug);
    // As many of each, and what referred to something does.
    const counts = async (tenant: Tenant) =>
      (await factsOf(tier, tenant, "tenant")).map(({ name, rows }) => ({ name, rows }));
    expect(await counts(copy)).toEqual(await counts(source));
    const [project] = await inTenant<{ slug: string; created_by: string; by: string }>(
      tier,
      copy,
      "SELECT slug, created_by, metadata->>'by' AS by FROM projects ORDER BY id LIMIT 1",
    );
    expect(project?.slug).toMatch(/^[a-z]{7}-[a-z]{4}-\d$/);
    expect(project?.by).toMatch(/^[A-Z][a-z]{6} [a-z]{4}$/);
    expect(project?.created_by).toBe(owner.id);
    const people = await adminQuery(tier, "SELECT FROM control.memberships WHERE tenant_id = $1", [copy.id]);
    expect(people).toEqual([]);
    const again = await clone(source, { kind: "schema", isMasked: true });
    expect(await factsOf(tier, again, "tenant")).toEqual(await factsOf(tier, copy, "tenant"));
  });
});

test("the same words of two tenants are made up differently", async () => {
  const names: unknown[] = [];
  for (let n = 0; n < 2; n++) {
    const source = await testTenant(tier, { owner });
    await fillTenant(tier, source, owner.id);
    const copy = await clone(source, { isMasked: true });
    names.push(...(await inTenant(tier, copy, "SELECT name FROM projects ORDER BY id LIMIT 1")));
  }
  expect(names[0]).not.toEqual(names[1]);
});

test("a clone that fails leaves no file", async () => {
  const source = await testTenant(tier, { owner });
  await expect(clone(source, { slug: source.slug })).rejects.toThrow("is taken");
  expect(namelessFiles()).toEqual([]);
});
