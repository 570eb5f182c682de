/** A copy of the tree in which walls may fall. */
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import type { Mutant } from "./list.ts";

const LEFT_OUT = ["node_modules", ".git", ".data", ".react-router", "build", "test-results"];

export type Scratch = {
  root: string;
  /** Takes the wall down; what it answers puts it up again. */
  apply(mutant: Mutant): () => void;
  remove(): void;
};

export function makeScratch(source: string): Scratch {
  const root = mkdtempSync(join(tmpdir(), "tenantry-mutants-"));
  const isWanted = (path: string) => dirname(path) !== source || !LEFT_OUT.includes(basename(path));
  cpSync(source, root, { recursive: true, filter: isWanted });
  symlinkSync(join(source, "node_modules"), join(root, "node_modules"), "dir");
  return {
    root,
    apply: ({ file, find, replace }) => {
      const path = join(root, file);
      const before = readFileSync(path, "utf8");
      writeFileSync(
        path,
        before.replace(find, () => replace),
      );
      return () => writeFileSync(path, before);
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}
