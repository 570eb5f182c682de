/** A copy of the tree in which walls may fall. */
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import type { Mutant } from "./list.ts";

const LEFT_OUT = ["node_modules", ".git", ".data", ".react-router", "build", "test-results"];

export type Scratch = {
  root: string;
  apply(mutant: Mutant): void;
  undo(mutant: Mutant): void;
  remove(): void;
};

export function makeScratch(source: string): Scratch {
  const root = mkdtempSync(join(tmpdir(), "tenantry-mutants-"));
  const isWanted = (path: string) => dirname(path) !== source || !LEFT_OUT.includes(basename(path));
  cpSync(source, root, { recursive: true, filter: isWanted });
  symlinkSync(join(source, "node_modules"), join(root, "node_modules"), "dir");
  const read = (from: string, file: string) => readFileSync(join(from, file), "utf8");
  return {
    root,
    apply: ({ file, find, replace }) =>
      writeFileSync(
        join(root, file),
        read(source, file).replace(find, () => replace),
      ),
    undo: ({ file }) => writeFileSync(join(root, file), read(source, file)),
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}
