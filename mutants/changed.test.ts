import { execFileSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, inject, test } from "vitest";
import { changedFiles } from "./changed.ts";

const ME = ["-c", "user.name=t", "-c", "user.email=t@example.com"];

function repository() {
  const root = mkdtempSync(join(inject("testFolder"), "repository-"));
  const git = (...args: string[]) => execFileSync("git", ["-C", root, ...ME, ...args], { stdio: "pipe" });
  const commit = (file: string) => {
    writeFileSync(join(root, file), `${Math.random()}`);
    git("add", "-A");
    git("commit", "-qm", file);
  };
  git("init", "-q", "-b", "main");
  return { root, git, commit };
}

test("a branch: what changed since it left main, committed or not", () => {
  const { root, git, commit } = repository();
  commit("base.ts");
  git("checkout", "-qb", "work");
  commit("one.ts");
  commit("two.ts");
  writeFileSync(join(root, "base.ts"), "changed");
  writeFileSync(join(root, "new.ts"), "new");
  expect(changedFiles(root)?.sort()).toEqual(["base.ts", "new.ts", "one.ts", "two.ts"]);
});

test("main itself: since the commit before; with a base: since that", () => {
  const { root, commit, git } = repository();
  commit("one.ts");
  git("tag", "first");
  commit("two.ts");
  commit("three.ts");
  expect(changedFiles(root)).toEqual(["three.ts"]);
  expect(changedFiles(root, "first")?.sort()).toEqual(["three.ts", "two.ts"]);
});

test("a clone with one commit, an unknown base, or no repository: nothing to compare with", () => {
  const { root, commit } = repository();
  commit("one.ts");
  expect(changedFiles(root)).toBeUndefined();
  expect(changedFiles(root, "nowhere")).toBeUndefined();
  expect(changedFiles(mkdtempSync(join(inject("testFolder"), "none-")))).toBeUndefined();
});
