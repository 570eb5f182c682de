/** What the tests' common set-up has read by the time they run: after a change there it must be done anew. */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";

const SET_UP = "db/testing/global-setup.ts";
/** Applied to the template that each test's database is a copy of. */
const TEMPLATE_SQL = /^db\/(control|local-identity)\/migrations\//;
const IMPORT = /(?:from|import)\s*\(?\s*"([^"]+)"/g;

/** Every file that the set-up imports, directly or not, as paths below `root`. */
export function setUpFiles(root: string): (file: string) => boolean {
  const seen = new Set<string>();
  const waiting = existsSync(join(root, SET_UP)) ? [SET_UP] : [];
  for (let file = waiting.pop(); file; file = waiting.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    waiting.push(...importsOf(root, file));
  }
  return (file) => seen.has(file) || TEMPLATE_SQL.test(file);
}

function importsOf(root: string, file: string): string[] {
  const names = [...readFileSync(join(root, file), "utf8").matchAll(IMPORT)].map((match) => match[1] ?? "");
  return names.flatMap((name) => pathOf(file, name) ?? []).filter((path) => existsSync(join(root, path)));
}

function pathOf(from: string, name: string): string | undefined {
  if (name.startsWith("#")) return name.slice(1);
  return name.startsWith(".") ? normalize(join(dirname(from), name)) : undefined;
}
