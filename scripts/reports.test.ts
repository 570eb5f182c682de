/** What a red run says at its end, from the reports that Vitest and Playwright really write. */
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
// @ts-expect-error -- plain JavaScript: it runs before anything is installed
import { playwrightReport, vitestReport } from "./reports.mjs";

const ROOT = join(import.meta.dirname, "..");
const PLAYWRIGHT = join(ROOT, "node_modules", "@playwright", "test", "cli.js");
const VITEST = join(ROOT, "node_modules", "vitest", "vitest.mjs");
let folder = "";

const run = promisify(execFile);
/** In the folder; a red run ends with an error, which is what is wanted here. */
const inFolder = (args: string[], env: Record<string, string> = {}) =>
  run(process.execPath, args, { cwd: folder, env: { ...process.env, ...env } }).catch(() => undefined);
const read = (name: string): unknown => JSON.parse(readFileSync(join(folder, name), "utf8"));

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "tenantry-reports-"));
  symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("a red Vitest run names each test that failed, with its reason, and a file that cannot be read", async () => {
  writeFileSync(join(folder, "vitest.config.mjs"), "export default {};");
  const body = 'import { expect, test } from "vitest";';
  writeFileSync(
    join(folder, "sums.test.js"),
    `${body}\ntest("adds", () => expect(1 + 1).toBe(3));\ntest("holds", () => expect(1).toBe(1));`,
  );
  writeFileSync(join(folder, "broken.test.js"), 'import "./is-not-there.js";');
  await inFolder([VITEST, "run", "--reporter=json", "--outputFile=unit.json"]);

  const report = vitestReport(read("unit.json"));
  expect(report).toMatchObject({ passed: 1, failed: 1, skipped: 0 });
  const said = report.failures.map(({ name, reason }: { name: string; reason: string[] }) => [
    name,
    reason.join("\n"),
  ]);
  expect(said).toHaveLength(2);
  expect(said).toContainEqual([
    expect.stringMatching(/sums\.test\.js › adds$/),
    expect.stringContaining("expected 2 to be 3"),
  ]);
  expect(said).toContainEqual([
    expect.stringMatching(/broken\.test\.js$/),
    expect.stringContaining("is-not-there"),
  ]);
});

test("a red Playwright run names each test that failed, with its reason", async () => {
  writeFileSync(
    join(folder, "playwright.config.mjs"),
    'export default { testDir: ".", testMatch: "*.spec.mjs" };',
  );
  const body = 'import { expect, test } from "@playwright/test";';
  writeFileSync(
    join(folder, "sums.spec.mjs"),
    `${body}\ntest.describe("sums", () => test("add", () => expect(1 + 1).toBe(3)));\ntest("hold", () => {});`,
  );
  await inFolder([PLAYWRIGHT, "test", "--reporter=json"], { PLAYWRIGHT_JSON_OUTPUT_NAME: "browser.json" });

  const report = playwrightReport(read("browser.json"));
  expect(report).toMatchObject({ passed: 1, failed: 1, skipped: 0 });
  expect(report.failures).toHaveLength(1);
  expect(report.failures[0].name).toMatch(/sums\.spec\.mjs › sums › add$/);
  expect(report.failures[0].reason.join("\n")).toContain("Expected: 3");
});
