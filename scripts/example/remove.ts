/**
 * Takes the worked example's pages out of a tree: its folders and files, and every line that is marked as
 * its.
 */
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { EXAMPLE } from "../example-paths.ts";

/** Marked lines stand in the web tier's code, and here. */
const ALSO_MARKED = ["knip.jsonc"];
const COMMAND = /^ *"example:replace": .*\n/m;

const MARK = /\s(\/\/ example|\{\/\* example \*\/\})$/;

export const withoutMarked = (text: string): string =>
  text
    .split("\n")
    .filter((line) => !MARK.test(line))
    .join("\n");

/** The web tier's code below a root, named from it. */
export function codeOf(root: string, folder = "app"): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return codeOf(root, path);
    return /\.tsx?$/.test(entry.name) ? [path] : [];
  });
}

export function removeExample(root: string): void {
  change(root, "package.json", (text) => text.replace(COMMAND, ""));
  for (const path of EXAMPLE) rmSync(join(root, path), { recursive: true, force: true });
  for (const file of [...codeOf(root), ...ALSO_MARKED]) change(root, file, withoutMarked);
}

function change(root: string, file: string, to: (text: string) => string): void {
  const text = readFileSync(join(root, file), "utf8");
  const changed = to(text);
  if (changed !== text) writeFileSync(join(root, file), changed);
}
