/** The run as a person starts it, on a tree of its own with two walls, one of which no test holds. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { text } from "node:stream/consumers";
import { expect, inject, test } from "vitest";

const HERE = import.meta.dirname;
const SLOW_MS = 300_000;
const WALL =
  "export const mayEnter = (age: number) => age >= 18;\nexport const mayLeave = (age: number) => age > 0;\n";
const TESTS = `import { expect, test } from "vitest";
import { mayEnter } from "./wall.ts";
test("children stay outside", () => expect([mayEnter(17), mayEnter(18)]).toEqual([false, true]));
`;
const wall = (changes: object) => ({
  wall: "enter",
  file: "wall.ts",
  find: "age >= 18",
  replace: "age >= 17",
  tests: ["wall.test.ts"],
  ...changes,
});
const unheld = wall({ wall: "leave", find: "age > 0", replace: "true" });

function tree(list: object[], changes: Record<string, string> = {}): string {
  const root = mkdtempSync(join(inject("testFolder"), "tree-"));
  const files = {
    "package.json": '{ "type": "module" }',
    "vitest.config.ts": 'import { defineConfig } from "vitest/config";\nexport default defineConfig({});\n',
    "wall.ts": WALL,
    "wall.test.ts": TESTS,
    "mutants/lists/walls.json": JSON.stringify(list),
    ...changes,
  };
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  symlinkSync(join(HERE, "..", "node_modules"), join(root, "node_modules"));
  return root;
}

/** Without what tells Vitest that it runs in a test of its own. */
const start = (root: string, args: string[], env: NodeJS.ProcessEnv = {}) =>
  spawn(process.execPath, [join(HERE, "run.ts"), "--root", root, ...args], {
    env: {
      ...process.env,
      VITEST: undefined,
      VITEST_WORKER_ID: undefined,
      VITEST_POOL_ID: undefined,
      ...env,
    },
    stdio: "pipe",
  });
const copiesIn = (folder: string) =>
  readdirSync(folder).filter((name) => name.startsWith("tenantry-mutants-"));

async function run(root: string, args: string[] = [], env: NodeJS.ProcessEnv = {}) {
  const child = start(root, args, env);
  const [out, err, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "close"),
  ]);
  return { out, err, code: code as number };
}

test(
  "a wall that a test holds is caught, one that none holds is named, and the run fails",
  async () => {
    const root = tree([wall({}), unheld]);
    const { out, code } = await run(root);
    expect(out).toMatch(/^caught {4}enter \(.*children stay outside\)$/m);
    expect(out).toMatch(/^SURVIVED {2}leave \(wall\.ts\)$/m);
    expect(out.trimEnd().split("\n").at(-1)).toBe("2 mutants, 1 caught (50 %), 1 survived");
    expect(code).toBe(1);
    expect(readFileSync(join(root, "wall.ts"), "utf8")).toBe(WALL);
  },
  SLOW_MS,
);

test(
  "what tests found of one wall tells nothing of the next",
  async () => {
    const again = wall({ wall: "enter again", tests: ["again.test.ts"] });
    const root = tree([wall({}), again, unheld], { "again.test.ts": TESTS });
    const { out } = await run(root);
    expect(out.match(/^caught/gm)).toHaveLength(2);
    expect(out).toMatch(/^SURVIVED {2}leave /m);
  },
  SLOW_MS,
);

test(
  "where all are caught the run succeeds, and leaves no copy behind",
  async () => {
    const root = tree([wall({}), unheld]);
    const temporary = mkdtempSync(join(inject("testFolder"), "tmp-"));
    const { out, code } = await run(root, ["--only", "enter"], { TMPDIR: temporary });
    expect(out).toContain("1 mutants, 1 caught (100 %), 0 survived");
    expect(code).toBe(0);
    expect(copiesIn(temporary)).toEqual([]);
  },
  SLOW_MS,
);

test.each<[string, object, string]>([
  ["whose place is gone", { find: "age >= 21" }, "occurs 0 times"],
  ["whose place is not one", { find: "age" }, "occurs 4 times"],
  ["that changes nothing", { replace: "age >= 18" }, "changes nothing"],
  ["without its file", { file: "gone.ts" }, "there is no gone.ts"],
  ["without its tests", { tests: ["gone.test.ts"] }, "there is no gone.test.ts"],
])("an entry %s fails the run, by its name", async (_, changes, why) => {
  const { err, code } = await run(tree([wall(changes)]));
  expect(err).toContain(
    `enter: ${why}`
      .replace("enter: occurs", "enter: the place occurs")
      .replace("enter: changes", "enter: the fault changes"),
  );
  expect(code).toBe(1);
});

test("two entries of one name, and what is no list, fail the run", async () => {
  expect((await run(tree([wall({}), wall({})]))).err).toContain("enter: named twice");
  const { err, code } = await run(tree([{ wall: "x" }]));
  expect(err).toContain("walls.json is no list of mutants");
  expect(code).toBe(1);
});

test(
  "tests that fail without a fault tell nothing: they are named",
  async () => {
    const red = tree([wall({})], {
      "wall.ts": WALL.replace("18", "19"),
      "mutants/lists/walls.json": JSON.stringify([wall({ find: "19", replace: "1" })]),
    });
    const { err, code } = await run(red);
    expect(err).toContain("These tests fail as the code is: wall.test.ts");
    expect(code).toBe(1);
  },
  SLOW_MS,
);

test(
  "a fault that is no program is told apart from one that was caught",
  async () => {
    const { out, code } = await run(tree([wall({ replace: "age >=" })]));
    expect(out).toMatch(/^UNREADABLE {2}enter/m);
    expect(code).toBe(1);
  },
  SLOW_MS,
);

test(
  "one that is interrupted ends, says so, and leaves no copy behind",
  async () => {
    const endless = TESTS.replace(
      "() => expect",
      "async () => {\n  if (mayEnter(2)) await new Promise(() => {});\n  expect",
    ).replace("[false, true]))", "[false, true]);\n}, 60_000)");
    const hangs = wall({ wall: "hangs", replace: "age >= 1" });
    const root = tree([wall({}), hangs], { "wall.test.ts": endless });
    const temporary = mkdtempSync(join(inject("testFolder"), "tmp-"));
    const child = start(root, [], { TMPDIR: temporary });
    const ended = once(child, "close");
    let out = "";
    child.stdout.on("data", (chunk: Buffer) => {
      out += chunk.toString();
    });
    await expect.poll(() => out).toContain("caught    enter");
    child.kill("SIGINT");
    expect((await ended)[0]).toBe(1);
    expect(out).toContain("Interrupted.");
    expect(out).not.toContain("hangs");
    expect(copiesIn(temporary)).toEqual([]);
  },
  SLOW_MS,
);

test("without an earlier commit only the share is run, and it is said", async () => {
  const { out, code } = await run(tree([wall({}), unheld]), ["--changed", "--share", "0"]);
  expect(out).toContain("There is no earlier commit to compare with.");
  expect(out).toContain("0 mutants, 0 caught (100 %), 0 survived");
  expect(code).toBe(0);
});
