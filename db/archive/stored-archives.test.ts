// Threat: whoever makes room removes what nothing else could be had back from.
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { DataTier } from "../data-tier.ts";
import type { Tenant } from "../routing/tenant.ts";
import { archiveOf, asTakenAt } from "../testing/archives.ts";
import { scratchDataTier, testTenant } from "../testing/scratch.ts";
import { openFolder } from "./store/folder-store.ts";
import { type Keeping, listArchives, listSuperfluous } from "./stored-archives.ts";

const PASSPHRASE = "correct horse battery staple";
const DAY_MS = 86_400_000;

let tier: DataTier;
let acme: Tenant;
let globex: Tenant;
let folder: string;
beforeAll(async () => {
  tier = await scratchDataTier();
  acme = await testTenant(tier, { slug: "acme" });
  globex = await testTenant(tier, { slug: "globex" });
});
afterAll(() => tier.close());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tenantry-folder-"));
  return () => rmSync(folder, { recursive: true });
});

async function put(name: string, tenant: Tenant, daysAgo: number, passphrase?: string): Promise<void> {
  const { file } = await archiveOf(tier, tenant);
  const takenAt = new Date(Date.now() - daysAgo * DAY_MS).toISOString();
  writeFileSync(join(folder, name), await asTakenAt(file, takenAt, passphrase));
}

function damage(name: string): void {
  const bytes = readFileSync(join(folder, name));
  bytes[bytes.length - 40] = (bytes.at(-40) ?? 0) ^ 1;
  writeFileSync(join(folder, name), bytes);
}

const namesOf = (files: { file: string }[]) => files.map(({ file }) => file.slice(folder.length + 1)).sort();
async function superfluous(keeping: Keeping, passphrase?: string): Promise<string[]> {
  const { archives } = await listArchives(openFolder(folder), { passphrase });
  return namesOf(await listSuperfluous(openFolder(folder), archives, keeping, { passphrase }));
}

test("archives are told by their beginning, and each file that is none, or is closed, by name", async () => {
  await put("a.tenant", acme, 1);
  await put("g.tenant", globex, 2, PASSPHRASE);
  writeFileSync(join(folder, "notes.txt"), "not an archive, and longer than its header would be");
  writeFileSync(join(folder, "empty"), "");
  mkdirSync(join(folder, "a folder"));
  symlinkSync(join(folder, "a.tenant"), join(folder, "link"));
  const { archives, unread } = await listArchives(openFolder(folder), {});
  expect(namesOf(archives)).toEqual(["a.tenant"]);
  expect(archives[0]?.description.tenant).toMatchObject({ id: acme.id, slug: "acme" });
  expect(namesOf(unread)).toEqual(["empty", "g.tenant", "notes.txt"]);
  expect(unread.find(({ file }) => file.endsWith("g.tenant"))?.why).toContain("ARCHIVE_PASSPHRASE");
  expect(unread.find(({ file }) => file.endsWith("notes.txt"))?.why).toBe("This is no archive.");
  const opened = await listArchives(openFolder(folder), { passphrase: PASSPHRASE });
  expect(namesOf(opened.archives)).toEqual(["a.tenant", "g.tenant"]);
  await expect(listArchives(openFolder(join(folder, "nowhere")), {})).rejects.toThrow("ENOENT");
});

test("of each tenant the newest are kept, or the younger ones, and the last in any case", async () => {
  for (const day of [1, 5, 40]) await put(`a${day}.tenant`, acme, day);
  await put("g50.tenant", globex, 50);
  writeFileSync(join(folder, "notes.txt"), "mine");
  expect(await superfluous({ newest: 1 })).toEqual(["a40.tenant", "a5.tenant"]);
  expect(await superfluous({ newest: 2 })).toEqual(["a40.tenant"]);
  expect(await superfluous({ newest: 9 })).toEqual([]);
  expect(await superfluous({ days: 30 })).toEqual(["a40.tenant"]);
  expect(await superfluous({ days: 0 })).toEqual(["a40.tenant", "a5.tenant"]);
  expect(readdirSync(folder)).toHaveLength(5);
});

test("one that is damaged is not the last good one", async () => {
  for (const day of [1, 2, 3, 4]) await put(`a${day}.tenant`, acme, day);
  damage("a1.tenant");
  damage("a2.tenant");
  expect(await superfluous({ newest: 1 })).toEqual(["a2.tenant", "a4.tenant"]);
  for (const day of [3, 4]) damage(`a${day}.tenant`);
  expect(await superfluous({ newest: 1 })).toEqual([]);
});

test("one that nobody can open is not removed", async () => {
  for (const day of [1, 2]) await put(`a${day}.tenant`, acme, day, PASSPHRASE);
  await put("a3.tenant", acme, 3);
  expect(await superfluous({ newest: 1 })).toEqual([]);
  expect(await superfluous({ newest: 1 }, PASSPHRASE)).toEqual(["a2.tenant", "a3.tenant"]);
});
