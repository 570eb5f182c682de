/** What changed since an earlier commit, as git tells it, and what is changed and not committed yet. */
import { execFileSync } from "node:child_process";

const git = (root: string, ...args: string[]): string | undefined => {
  try {
    return execFileSync("git", ["-C", root, ...args], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
  } catch {
    return undefined;
  }
};

/**
 * Paths below `root`. Without a base: since this branch left the main one, or else since the commit before.
 * Undefined: there is none.
 */
export function changedFiles(root: string, base?: string): string[] | undefined {
  const since = base
    ? git(root, "merge-base", base, "HEAD")
    : (forkPoint(root) ?? git(root, "rev-parse", "HEAD^"));
  if (!since) return undefined;
  const committed = git(root, "diff", "--name-only", "--relative", since.trim());
  const untracked = git(root, "ls-files", "--others", "--exclude-standard");
  return linesOf(`${committed ?? ""}\n${untracked ?? ""}`);
}

/** Undefined on the main branch itself, and where nobody knows which that is. */
function forkPoint(root: string): string | undefined {
  const head = git(root, "rev-parse", "HEAD");
  for (const main of ["origin/HEAD", "origin/main", "main"]) {
    const base = git(root, "merge-base", main, "HEAD");
    if (base) return base === head ? undefined : base;
  }
  return undefined;
}

const linesOf = (text: string): string[] => text.split("\n").filter(Boolean);
