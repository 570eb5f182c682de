/** Docs tell the truth, as far as a machine can tell: what they name is there. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join, normalize } from "node:path";
import type { Command } from "commander";
import { expect, test } from "vitest";
import { tenantryProgram } from "./db/cli/program.ts";
import { EXAMPLE } from "./scripts/example-paths.ts";

const ROOT = import.meta.dirname;
const textOf = (file: string) => readFileSync(join(ROOT, file), "utf8");
/** Documents tell of the worked example also where it has been replaced. */
const isThere = (path: string) =>
  EXAMPLE.some((example) => path.startsWith(example)) ||
  statSync(join(ROOT, path), { throwIfNoEntry: false }) !== undefined;
const DOCS = ["docs", "docs/decisions", "docs/how-to"].flatMap((folder) =>
  readdirSync(join(ROOT, folder))
    .filter((name) => name.endsWith(".md"))
    .map((name) => `${folder}/${name}`),
);
const ALL = ["README.md", "bench/README.md", ...DOCS];
/** A decision tells how it was when it was made. */
const PRESENT = ALL.filter((file) => !file.startsWith("docs/decisions/"));

test("every link between documents leads somewhere", () => {
  for (const file of ALL) {
    for (const [, target = ""] of textOf(file).matchAll(/\]\((?!\w+:)([^)#]+)/g))
      expect(isThere(join(dirname(file), target)), `${file}: ${target}`).toBe(true);
  }
});

/** `app/x.ts`, or `x.ts` beside what was named before it. `NAME`, `…` and braces stand for something else. */
const NAMED = /`([\w./-]+\.(?:tsx?|mjs|md|jsonc?)|(?:app|db|server|e2e|bench|mutants|docs)\/[\w./-]*)`/g;
/** In a how-to: made by who follows it. */
const MADE_BY_READERS = /notes\.(test\.)?ts|\/notes\/|[A-Z]{4}/;

function missing(line: string): string[] {
  let folder = "";
  const lost: string[] = [];
  for (const [, name = ""] of line.matchAll(NAMED)) {
    if (MADE_BY_READERS.test(name)) continue;
    const found = [name, normalize(join(folder, name))].find(isThere);
    if (found === undefined) lost.push(name);
    else folder = found.endsWith("/") ? found : dirname(found);
  }
  return lost;
}

test("every file and folder that is named is there", () => {
  const paragraphs = PRESENT.flatMap((file) =>
    textOf(file)
      .split(/\n\n|\n(?=\|)/)
      .map((text) => ({ file, text })),
  );
  const lost = paragraphs.flatMap(({ file, text }) => missing(text).map((name) => `${file}: ${name}`));
  expect(lost).toEqual([]);
});

test("a file that is not there is noticed", () => {
  expect(missing("**`db/routing/`** `pool.ts` and `puddle.ts`")).toEqual(["puddle.ts"]);
});

const INVARIANT = /^\| (.+?)\s*\| (.+?)\s*\|$/gm;

test("every invariant names the test that holds it, by its name where it says one", () => {
  const table = textOf("docs/architecture.md").split("## Invariants")[1] ?? "";
  const rows = [...table.matchAll(INVARIANT)].slice(2);
  expect(rows.length).toBeGreaterThan(30);
  for (const [, , holder = ""] of rows) {
    expect(holder).toMatch(/\.(test|spec)\.tsx?`|`npm run/);
    for (const [, file = "", said = ""] of holder.matchAll(/`([^`]+)`: "([^"…]+)/g))
      expect(textOf(file), basename(file)).toContain(said);
  }
});

const leaves = (command: Command, path: string[] = []): string[] =>
  command.commands.length === 0
    ? [path.join(" ")]
    : command.commands.flatMap((child) => leaves(child, [...path, child.name()]));
const COMMANDS = leaves(tenantryProgram());

test("every command of `tenantry` is in the operations' list, and no other", () => {
  const listed = [
    ...textOf("docs/operations.md").matchAll(/^\| `tenantry ([a-z][a-z -]*?)(?: [A-Z[<-].*?)?`/gm),
  ];
  expect(listed.map(([, command]) => command).sort()).toEqual(COMMANDS.sort());
});

test("every command of `tenantry` that a document shows is one", () => {
  for (const file of PRESENT) {
    for (const [, words = ""] of textOf(file).matchAll(
      /`(?:npm run )?tenantry (?:-- )?([a-z]+(?:[ -][a-z]+)*)/g,
    )) {
      const isKnown = COMMANDS.some((command) => `${words.trim()} `.startsWith(`${command} `));
      const isGroup = COMMANDS.some((command) => command.startsWith(`${words.trim()} `));
      expect(isKnown || isGroup, `${file}: tenantry ${words}`).toBe(true);
    }
  }
});

test("every script that a document shows is in package.json", () => {
  const { scripts } = JSON.parse(textOf("package.json")) as { scripts: Record<string, string> };
  for (const file of PRESENT)
    for (const [, name = ""] of textOf(file).matchAll(/npm run ([\w:-]+)/g))
      expect(Object.keys(scripts), file).toContain(name);
});

test(".env.example lists every variable that the server reads", () => {
  const listed = [...textOf(".env.example").matchAll(/^#?([A-Z_]+)=/gm)].map(([, name]) => name);
  const read = ["app/env.server.ts", "db/env.ts"].flatMap((file) =>
    [...textOf(file).matchAll(/^ {2}([A-Z_]{4,}):/gm)].map(([, name]) => name),
  );
  expect(read.length).toBeGreaterThan(15);
  expect(read.filter((name) => name !== "NODE_ENV" && !listed.includes(name))).toEqual([]);
});
