import { expect, test } from "vitest";
import type { Migration } from "../migration-files.ts";
import { isRefused, type Problem, sentenceOf, standingOf } from "./standing.ts";

const file = (name: string, checksum = name): Migration => ({ name, checksum, statements: [] });
const row = (name: string, checksum = name) => ({ name, checksum });
const files = [file("1_a"), file("2_b"), file("3_c")];
const kinds = (ledger: { name: string; checksum: string }[], of = files) =>
  standingOf(of, ledger).problems.map(({ kind, migration }) => `${kind} ${migration}`);

test("what is applied in the order of the files, up to any of them, is no problem", () => {
  for (const length of [0, 1, 2, 3]) {
    const { missing, problems, version } = standingOf(files, files.slice(0, length));
    expect(problems).toEqual([]);
    expect(missing).toEqual(files.slice(length));
    expect(version).toBe(files[length - 1]?.name ?? null);
  }
});

test("edited, vanished, renamed, late and newer ones are told apart", () => {
  expect(kinds([row("1_a", "other")])).toEqual(["edited 1_a"]);
  expect(kinds([row("0_x"), row("1_a")])).toEqual(["vanished 0_x"]);
  expect(kinds([row("2_b")])).toEqual(["late 1_a"]);
  expect(kinds([...files.map(({ name }) => row(name)), row("4_d")])).toEqual(["ahead 4_d"]);
  // Of the last one under a later and under an earlier time it is known what it was.
  const later = [...files.slice(0, 2), file("4_c", "3_c")];
  const earlier = [files[0]!, file("1_c", "3_c"), files[1]!];
  const all = files.map(({ name }) => row(name));
  expect(standingOf(later, all).problems).toEqual([{ kind: "vanished", migration: "3_c", renamed: "4_c" }]);
  expect(standingOf(earlier, all).problems).toEqual([
    { kind: "vanished", migration: "3_c", renamed: "1_c" },
    { kind: "late", migration: "1_c", after: "3_c" },
  ]);
});

const PROBLEMS: Problem[] = [
  { kind: "edited", migration: "1_a" },
  { kind: "vanished", migration: "1_a", renamed: undefined },
  { kind: "vanished", migration: "1_a", renamed: "2_a" },
  { kind: "late", migration: "1_a", after: "2_b" },
  { kind: "ahead", migration: "1_a" },
];

test("each problem says which migration, whose, and what to do", () => {
  for (const problem of PROBLEMS) expect(sentenceOf(problem, "acme")).toMatch(/1_a.*acme/);
});

test("what is late is applied where somebody decided so; what a newer release made is not undone without its file", () => {
  const refused = (decided: Parameters<typeof isRefused>[1]) =>
    PROBLEMS.filter((problem) => isRefused(problem, decided)).map(({ kind }) => kind);
  expect(refused({})).toEqual(["edited", "vanished", "vanished", "late"]);
  expect(refused({ allowLate: true })).toEqual(["edited", "vanished", "vanished"]);
  expect(refused({ downTo: "0" })).toEqual(["edited", "vanished", "vanished", "ahead"]);
});
