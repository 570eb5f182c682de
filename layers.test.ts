/** The layers, as a list: a folder imports only itself and what stands before it, types included. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, posix } from "node:path";
import { describe, expect, test } from "vitest";

const ROOT = import.meta.dirname;

/** Lowest first. A name is a folder, or a file that stands by itself. `archive` and `move` keep their place here. */
const DB_LAYERS = [
  ["errors", "id", "text", "env", "migration-files", "declaration"],
  ["routing"],
  ["tenant"],
  ["control"],
  ["data-tier", "worker"],
  ["cluster"],
  ["migrate"],
  ["lifecycle"],
  ["archive"],
  ["move"],
  ["local-identity"],
  ["setup"],
  ["doctor"],
  ["embedded"],
  ["seed", "demo"],
  ["cli"],
];

const IMPORT =
  /(?:^|\n)\s*(?:import|export)\s(?:[^;"']*?\sfrom\s)?["']([^"']+)["']|import\(\s*["']([^"']+)["']\s*\)/g;

const filesBelow = (folder: string): string[] =>
  readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return filesBelow(path);
    return /\.tsx?$/.test(entry.name) ? [path] : [];
  });

/** What only tests use may reach everything. */
const isTest = (file: string) => /\.test\.tsx?$|\/testing\//.test(file);

const isFile = (path: string) => statSync(join(ROOT, path), { throwIfNoEntry: false })?.isFile() ?? false;

/** Files of the project that a text at this path imports. */
function importedFiles(file: string, text: string): string[] {
  return [...text.matchAll(IMPORT)].flatMap((match) => {
    const name = match[1] ?? match[2] ?? "";
    if (name.startsWith("#")) return [name.slice(1)];
    if (!name.startsWith(".")) return [];
    const path = posix.normalize(posix.join(posix.dirname(file), name));
    return isFile(path) ? [path] : [];
  });
}

const textOf = (file: string) => readFileSync(join(ROOT, file), "utf8");
const graphOf = (files: string[]) => new Map(files.map((file) => [file, importedFiles(file, textOf(file))]));

/** `db/control/x.ts` → `control`; `db/errors.ts` → `errors`. */
const placeIn = (folder: string, file: string) =>
  (file.slice(folder.length + 1).split("/")[0] ?? "").replace(/\.tsx?$/, "");

function againstTheOrder(folder: string, layers: string[][], graph: Map<string, string[]>): string[] {
  const rank = (file: string) => layers.findIndex((names) => names.includes(placeIn(folder, file)));
  return [...graph].flatMap(([file, imported]) =>
    imported
      .filter(
        (target) => target.startsWith(`${folder}/`) && placeIn(folder, target) !== placeIn(folder, file),
      )
      .filter((target) => rank(target) < 0 || rank(target) > rank(file))
      .map((target) => `${file} imports ${target}`),
  );
}

/** Files that import themselves through others, a circle each. */
function circles(graph: Map<string, string[]>): string[][] {
  const found: string[][] = [];
  const done = new Set<string>();
  const visit = (file: string, path: string[]) => {
    const at = path.indexOf(file);
    if (at >= 0) return void found.push(path.slice(at));
    if (done.has(file)) return;
    for (const target of graph.get(file) ?? []) visit(target, [...path, file]);
    done.add(file);
  };
  for (const file of graph.keys()) visit(file, []);
  return found;
}

describe("layers", () => {
  const db = graphOf(filesBelow("db").filter((file) => !isTest(file)));
  const app = graphOf(filesBelow("app").filter((file) => !isTest(file)));

  test("everything in db/ has its layer", () => {
    const places = new Set([...db.keys()].map((file) => placeIn("db", file)));
    places.delete("cli");
    expect([...places].filter((place) => !DB_LAYERS.flat().includes(place))).toEqual([]);
  });

  test("a folder of db/ imports only what stands before it", () => {
    expect(againstTheOrder("db", DB_LAYERS, db)).toEqual([]);
  });

  test("an import against the order, of a type as well, is found", () => {
    const text = 'import type { DataTier } from "../data-tier.ts";\nimport { x } from "../errors.ts";';
    const graph = new Map([["db/routing/pool.ts", importedFiles("db/routing/pool.ts", text)]]);
    expect(againstTheOrder("db", DB_LAYERS, graph)).toEqual(["db/routing/pool.ts imports db/data-tier.ts"]);
  });

  test("no file imports itself in a circle", () => {
    expect(circles(db)).toEqual([]);
    expect(circles(app)).toEqual([]);
  });

  test("a circle is found", () => {
    const graph = new Map([
      ["a", ["b"]],
      ["b", ["c"]],
      ["c", ["b"]],
    ]);
    expect(circles(graph)).toEqual([["b", "c"]]);
  });
});
