/**
 * What the tutorial says works as it stands there: followed in a copy of the tree, for tenants of both
 * placements that were there before.
 */
import { globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { withAdmin } from "../../db/cluster/admin.ts";
import type { DataTier } from "../../db/data-tier.ts";
import type { Tenant } from "../../db/routing/tenant.ts";
import { TEST_SECRETS_KEY } from "../../db/testing/global-setup.ts";
import { scratchDataTier, testTenant } from "../../db/testing/scratch.ts";
import { makeScratch, type Scratch } from "../../mutants/scratch.ts";
import { isFollowed, placed, runIn, write } from "./follow.ts";
import { readTutorial } from "./read-tutorial.ts";

const ROOT = join(import.meta.dirname, "..", "..");
const tutorial = readTutorial(readFileSync(join(ROOT, "docs/how-to/your-first-table.md"), "utf8"));
/** Who has followed it in this tree has what it makes; `npm test` counts what is skipped. */
const unfollowed = test.skipIf(isFollowed(ROOT, tutorial));
/** It has types, tests and a linter to run, on a machine that may be slow and crowded. */
const SLOW_MS = 900_000;

let tier: DataTier;
let tenants: Tenant[];
let scratch: Scratch;
beforeAll(async () => {
  tier = await scratchDataTier();
  tenants = [await testTenant(tier), await testTenant(tier), await testTenant(tier, { kind: "database" })];
  scratch = makeScratch(ROOT);
});
afterAll(async () => {
  scratch.remove();
  await tier.close();
});

/** Fails with what the command said. */
async function succeed(command: string): Promise<string> {
  const env = {
    DATABASE_URL: tier.urls.url,
    DATABASE_ADMIN_URL: tier.urls.adminUrl,
    SECRETS_KEY: TEST_SECRETS_KEY,
  };
  const { code, output } = await runIn(scratch.root, command, env);
  expect(code, `${command}\n${output}`).toBe(0);
  return output;
}

/** Of each tenant, whether it has the table. */
const having = () =>
  Promise.all(
    tenants.map(({ placement: { schema, database } }) =>
      withAdmin(
        tier.urls.adminUrl,
        async (client) =>
          (await client.query("SELECT to_regclass($1)", [`"${schema}".notes`])).rows[0].to_regclass !== null,
        { database },
      ),
    ),
  );

unfollowed(
  "who follows it is refused by nothing, and in the end every tenant has the table",
  async () => {
    expect(await having()).toEqual([false, false, false]);
    for (const part of tutorial.parts) {
      if (part.kind === "file") write(scratch.root, part);
      else await succeed(part.command);
    }
    expect(await having()).toEqual([true, true, true]);
    expect([ROOT, scratch.root].map((root) => isFollowed(root, tutorial))).toEqual([false, true]);
    expect(await succeed("npm run tenantry -- migrate drift")).toContain("3 tenants looked at: all as");
  },
  SLOW_MS,
);

unfollowed(
  "the way back that it writes is one, for every tenant",
  async () => {
    const versions = globSync("db/tenant/migrations/*/migration.sql", { cwd: scratch.root }).sort();
    const before = basename(join(versions.at(-2) ?? "", ".."));
    await succeed(`npm run tenantry -- migrate down --yes --to ${before}`);
    expect(await having()).toEqual([false, false, false]);
    await succeed("npm run tenantry -- migrate up");
    expect(await having()).toEqual([true, true, true]);
  },
  SLOW_MS,
);

test("what it says of a step that is left out is about a step that there is", () => {
  expect(tutorial.omissions.length).toBeGreaterThan(10);
  for (const { group, asks } of tutorial.omissions)
    expect(
      tutorial.parts.some((part) => part.group === group),
      asks,
    ).toBe(true);
});

test("a block is of a file, of commands, or an error", () => {
  const head = "**`a.ts`**, after the line `const x = 1;`:\n\n";
  const block = "```ts\nconst y = 2;\n```\n";
  const place = { kind: "after", line: "const x = 1;" };
  const part = { kind: "file", group: 0, file: "a.ts", place, text: "const y = 2;\n" };
  expect(readTutorial(head + block).parts).toEqual([part]);
  expect(readTutorial("So:\n\n```sh\na\nb c\n```\n").parts).toEqual([
    { kind: "command", group: 1, command: "a" },
    { kind: "command", group: 1, command: "b c" },
  ]);
  expect(() => readTutorial(block)).toThrow("Line 1: whose block is this?");
  expect(() => readTutorial(`${head}Wait.\n\n${block}`)).toThrow("whose block is this?");
  expect(() => readTutorial("```sh\na\n")).toThrow("whose block is this?");
});

test("lines go where it says, and nowhere where that is no one place", () => {
  const at = (kind: "after" | "before" | "instead", line: string) => () =>
    placed("a\n  b\nc\nc\n", { file: "x.ts", place: { kind, line }, text: "new\n" });
  expect(at("after", "b")()).toBe("a\n  b\nnew\nc\nc\n");
  expect(at("before", "b")()).toBe("a\nnew\n  b\nc\nc\n");
  expect(at("instead", "b")()).toBe("a\nnew\nc\nc\n");
  expect(at("after", "c")).toThrow("x.ts has 2 times the line c");
  expect(at("after", "d")).toThrow("x.ts has 0 times the line d");
});
