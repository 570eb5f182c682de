/** What replacing the worked example rests on; `npm run example:replace` runs types and tests without it. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, posix } from "node:path";
import { parseSync } from "vite";
import { expect, test } from "vitest";
import { EXAMPLE } from "../example-paths.ts";
import { isFollowed } from "../tutorial/follow.ts";
import { readTutorial } from "../tutorial/read-tutorial.ts";
import { codeOf, removeExample, withoutMarked } from "./remove.ts";

const ROOT = join(import.meta.dirname, "..", "..");
const textOf = (file: string) => readFileSync(join(ROOT, file), "utf8");
const isExample = (file: string) => EXAMPLE.some((path) => file === path || file.startsWith(`${path}/`));
const kept = codeOf(ROOT).filter((file) => !isExample(file));
const IMPORT = /(?:\bfrom|\bimport)\s*\(?\s*"([#.][^"]+)"/g;

const importsOf = (file: string, text: string) =>
  [...text.matchAll(IMPORT)].map(([, name = ""]) =>
    name.startsWith("#") ? name.slice(1) : posix.join(posix.dirname(file), name),
  );

test("the example is where it is said to be", () => {
  for (const path of EXAMPLE)
    expect(statSync(join(ROOT, path), { throwIfNoEntry: false }), path).toBeTruthy();
});

test("the how-to names all that is deleted", () => {
  const howTo = textOf("docs/how-to/replace-the-example.md");
  for (const path of EXAMPLE) expect(howTo).toContain(`\`${path}`);
});

test("nothing but marked lines leads into the example", () => {
  const leading = (read: (text: string) => string) =>
    kept.filter((file) => importsOf(file, read(textOf(file))).some(isExample));
  expect(leading((text) => text).length).toBeGreaterThan(2);
  expect(leading(withoutMarked)).toEqual([]);
  expect(withoutMarked(textOf("app/routes.ts"))).not.toContain("tenant/projects/");
});

test("no text of the example is shown by what stays", () => {
  // Tests name hosts and the like, and ask for a text as pages do.
  const askingIn = (file: string) =>
    /\.test\.tsx?$/.test(file)
      ? /\bt\(\s*["'`](projects|projectViews|projectFiles|projectsInPlace|status)\./
      : /["'`](projects|projectViews|projectFiles|projectsInPlace|status)\./;
  const asking = kept.filter((file) => askingIn(file).test(withoutMarked(textOf(file))));
  expect(asking).toEqual([]);
});

test("what is left of a file is code", () => {
  const marked = kept.filter((file) => withoutMarked(textOf(file)) !== textOf(file));
  expect(marked.length).toBeGreaterThan(5);
  for (const file of marked) expect(parseSync(file, withoutMarked(textOf(file))).errors, file).toEqual([]);
});

const tutorial = readTutorial(textOf("docs/how-to/your-first-table.md"));
test.skipIf(isFollowed(ROOT, tutorial))("the tutorial is followed without the example as well", () => {
  const changes = tutorial.parts.flatMap((part) =>
    part.kind === "file" && part.place.kind !== "new" ? [{ file: part.file, line: part.place.line }] : [],
  );
  expect(changes.length).toBeGreaterThan(20);
  for (const { file, line } of changes) {
    const left = isExample(file) ? "" : withoutMarked(textOf(file));
    expect(
      left.split("\n").filter((each) => each.trim() === line),
      file,
    ).toHaveLength(1);
  }
});

test("a mark at the end of a line takes the line, and nothing else does", () => {
  const text = ["a(); // example", "<A /> {/* example */}", "b(); // for example", "// example of it"].join(
    "\n",
  );
  expect(withoutMarked(text)).toBe(["b(); // for example", "// example of it"].join("\n"));
});

test("removing takes the folders and the marked lines, and leaves the rest as it was", () => {
  const root = mkdtempSync(join(tmpdir(), "tenantry-example-"));
  const write = (path: string, text: string) => {
    mkdirSync(join(root, posix.dirname(path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  write("app/routes/tenant/projects/projects.tsx", "x");
  write("app/locales/en-projects.ts", "x");
  write("package.json", '{\n  "a": "b",\n  "example:replace": "x",\n  "c": "d"\n}\n');
  write("knip.jsonc", '{\n  "a": 1, // example\n  "b": 2\n}\n');
  write("app/routes.ts", "a\nb // example\nc\n");
  removeExample(root);
  expect(readdirSync(join(root, "app/routes/tenant"))).toEqual([]);
  expect(readdirSync(join(root, "app/locales"))).toEqual([]);
  expect(readFileSync(join(root, "app/routes.ts"), "utf8")).toBe("a\nc\n");
  expect(JSON.parse(readFileSync(join(root, "package.json"), "utf8"))).toEqual({ a: "b", c: "d" });
  expect(readFileSync(join(root, "knip.jsonc"), "utf8")).toBe('{\n  "b": 2\n}\n');
  rmSync(root, { recursive: true });
});
