/** Comments are read in a narrow window, beside the code that they are about. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const ROOT = import.meta.dirname;
const MAX_COLUMNS = 110;
const COMMENT = /^\s*(\/\*\*|\*|\/\/)/;
const FOLDERS = ["app", "bench", "db", "e2e", "mutants", "scripts", "server"];

const filesBelow = (folder: string): string[] =>
  readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return entry.name === "node_modules" ? [] : filesBelow(path);
    return /\.(ts|tsx|mjs)$/.test(entry.name) ? [path] : [];
  });

test("no comment is wider than it can be read", () => {
  const files = [
    ...FOLDERS.filter((folder) => existsSync(join(ROOT, folder))).flatMap(filesBelow),
    "server.ts",
  ];
  const wide = files.flatMap((file) =>
    readFileSync(join(ROOT, file), "utf8")
      .split("\n")
      .flatMap((line, at) => (COMMENT.test(line) && line.length > MAX_COLUMNS ? [`${file}:${at + 1}`] : [])),
  );
  expect(files.length).toBeGreaterThan(500);
  expect(wide).toEqual([]);
});
