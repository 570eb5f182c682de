/** What is read stays readable: comments in a narrow window, a file as one meaning. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const ROOT = import.meta.dirname;
const MAX_COLUMNS = 110;
const MAX_LINES = 200;
/** Lists of texts are as long as there is to say, and tests as there is to show. */
const MAY_BE_LONG = /\.test\.tsx?$|\/testing\/|^app\/locales\/|^e2e\/|^bench\//;
const COMMENT = /^\s*(\/\*\*|\*|\/\/)/;
const FOLDERS = ["app", "bench", "db", "e2e", "mutants", "scripts", "server"];

const filesBelow = (folder: string): string[] =>
  readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return entry.name === "node_modules" ? [] : filesBelow(path);
    return /\.(ts|tsx|mjs)$/.test(entry.name) ? [path] : [];
  });

const files = [
  ...FOLDERS.filter((folder) => existsSync(join(ROOT, folder))).flatMap(filesBelow),
  "server.ts",
];

test("no file is longer than one meaning takes", () => {
  const long = files.filter(
    (file) =>
      !MAY_BE_LONG.test(file) && readFileSync(join(ROOT, file), "utf8").split("\n").length - 1 > MAX_LINES,
  );
  expect(long).toEqual([]);
});

test("no comment is wider than it can be read", () => {
  const wide = files.flatMap((file) =>
    readFileSync(join(ROOT, file), "utf8")
      .split("\n")
      .flatMap((line, at) => (COMMENT.test(line) && line.length > MAX_COLUMNS ? [`${file}:${at + 1}`] : [])),
  );
  expect(files.length).toBeGreaterThan(500);
  expect(wide).toEqual([]);
});
