/** The layers, as a list: a folder imports only itself and what stands before it, types included. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, posix } from "node:path";
import { describe, expect, test } from "vitest";

const ROOT = import.meta.dirname;

/**
 * Lowest first. A name is a folder, or a file that stands by itself. `archive` and `move` keep their place
 * here.
 */
const DB_LAYERS = [
  [
    "errors",
    "people-errors",
    "move-errors",
    "id",
    "text",
    "paging",
    "env",
    "migration-files",
    "declaration",
    "s3-address",
  ],
  ["routing"],
  ["tenant"],
  ["control"],
  ["data-tier", "worker", "worker-presence"],
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

/** As above; a path names what stands lower, or higher, than the rest of its folder. */
const APP_LAYERS = [
  [
    "db.shared",
    "db.server",
    "db.tenant.server",
    "db.people.server",
    "db.archive.server",
    "db.move.server",
    "db.local.server",
    "locales",
    "app.css",
    "http/hostname",
    "http/loopback",
  ],
  ["env.server", "context", "permissions", "i18n", "validation"],
  ["telemetry", "dns", "markdown"],
  ["http"],
  ["i18n/i18n.server"],
  ["components/ui"],
  ["components"],
  ["identity"],
  ["mail"],
  ["middleware", "jobs"],
  ["routes"],
  ["root", "entry.client", "entry.server", "handler.server", "start.server", "cli.server", "routes.ts"],
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

const graphOfTexts = (texts: Record<string, string>) =>
  new Map(Object.entries(texts).map(([file, text]) => [file, importedFiles(file, text)]));

/** The name in the list that a file stands under, the longest that fits: `db/control/x.ts` → `control`. */
function placeOf(folder: string, layers: string[][], file: string): string | undefined {
  const path = file.slice(folder.length + 1);
  const fits = layers
    .flat()
    .filter((name) => path === name || path.startsWith(`${name}/`) || path.replace(/\.tsx?$/, "") === name);
  return fits.sort((a, b) => b.length - a.length)[0];
}

function againstTheOrder(folder: string, layers: string[][], graph: Map<string, string[]>): string[] {
  const place = (file: string) => placeOf(folder, layers, file);
  const rank = (file: string) => layers.findIndex((names) => names.includes(place(file) ?? ""));
  return [...graph].flatMap(([file, imported]) =>
    imported
      .filter((target) => target.startsWith(`${folder}/`) && place(target) !== place(file))
      .filter((target) => rank(target) < 0 || rank(target) > rank(file))
      .map((target) => `${file} imports ${target}`),
  );
}

const KIT = "app/components/ui/";
const KIT_MAY_USE = ["app/i18n/translation.tsx", "app/i18n/message.ts"];

const importsWhere = (graph: Map<string, string[]>, refused: (file: string, target: string) => boolean) =>
  [...graph].flatMap(([file, imported]) =>
    imported.filter((target) => refused(file, target)).map((target) => `${file} imports ${target}`),
  );

const outOfTheKit = (graph: Map<string, string[]>) =>
  importsWhere(
    graph,
    (file, target) => file.startsWith(KIT) && !target.startsWith(KIT) && !KIT_MAY_USE.includes(target),
  );

const areaOf = (file: string) => /^app\/routes\/(apex|tenant|platform)\//.exec(file)?.[1];
const acrossAreas = (graph: Map<string, string[]>) =>
  importsWhere(graph, (file, target) => {
    const [from, to] = [areaOf(file), areaOf(target)];
    return from !== undefined && to !== undefined && from !== to;
  });

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

  const layers = { db: DB_LAYERS, app: APP_LAYERS };
  const graphs = { db, app };

  test.each(["db", "app"] as const)("everything in %s/ has its layer", (folder) => {
    const files = [...graphs[folder].keys()];
    expect(files.filter((file) => placeOf(folder, layers[folder], file) === undefined)).toEqual([]);
  });

  test.each(["db", "app"] as const)("a folder of %s/ imports only what stands before it", (folder) => {
    expect(againstTheOrder(folder, layers[folder], graphs[folder])).toEqual([]);
  });

  test("an import against the order, of a type as well, is found", () => {
    const text = 'import type { DataTier } from "../data-tier.ts";\nimport { x } from "../errors.ts";';
    const graph = graphOfTexts({ "db/routing/pool.ts": text });
    expect(againstTheOrder("db", DB_LAYERS, graph)).toEqual(["db/routing/pool.ts imports db/data-tier.ts"]);
  });

  test.each([
    ["app/i18n/message.ts", "app/components/error-page.tsx"],
    ["app/http/loopback.ts", "app/http/urls.server.ts"],
    ["app/components/logo.tsx", "app/identity/paths.ts"],
    ["app/identity/paths.ts", "app/middleware/origin.server.ts"],
    ["app/jobs/worker.ts", "app/routes/ready.ts"],
    ["app/routes/ready.ts", "app/start.server.ts"],
    ["app/env.server.ts", "app/routes.ts"],
  ])("%s does not import %s: that is against the order, and found", (file, target) => {
    const graph = graphOfTexts({ [file]: `import type { X } from "#${target}";` });
    expect(againstTheOrder("app", APP_LAYERS, graph)).toEqual([`${file} imports ${target}`]);
  });

  test("the kit knows nothing of the rest but the translator, and how a message is written", () => {
    expect(outOfTheKit(app)).toEqual([]);
    const graph = graphOfTexts({
      "app/components/ui/table.tsx":
        'import { Logo } from "../logo.tsx";\nimport "#app/http/urls.server.ts";',
    });
    expect(outOfTheKit(graph)).toHaveLength(2);
  });

  test("no area of routes imports another's", () => {
    expect(acrossAreas(app)).toEqual([]);
    const graph = graphOfTexts({
      "app/routes/tenant/layout.tsx": 'import type { X } from "../apex/layout.tsx";',
      "app/routes/platform/layout.tsx": 'import { y } from "./parts/search.ts";',
    });
    expect(acrossAreas(graph)).toEqual(["app/routes/tenant/layout.tsx imports app/routes/apex/layout.tsx"]);
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
