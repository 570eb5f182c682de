// Threat: somebody is offered what they may not do; two things have one key.
import { expect, test } from "vitest";
import { enActions } from "#app/locales/en-actions.ts";
import { fits } from "./match-actions.ts";
import { optionsOf, step } from "./palette-options.ts";
import { ALL_ACTIONS, actionsFor } from "./tenant-actions.ts";

const ids = (role: "owner" | "admin" | "member" | "viewer") =>
  actionsFor({ id: "somebody", role }).map(({ id }) => id);

test("each is offered what their role may do, and no more", () => {
  expect(ids("owner")).toEqual(ALL_ACTIONS.map(({ id }) => id));
  for (const [role, without] of [
    ["admin", ["security", "mailDomains"]],
    ["member", ["security", "mailDomains", "members", "invite"]],
    ["viewer", ["security", "mailDomains", "members", "invite"]],
  ] as const)
    expect(ids(role).filter((id) => (without as readonly string[]).includes(id))).toEqual([]);
});

test("no two actions have one name or one key, and no key waits for another that is one itself", () => {
  const names = ALL_ACTIONS.map(({ id }) => id);
  expect(new Set(names).size).toBe(names.length);
  const keys = ALL_ACTIONS.flatMap((action) => action.keys?.join(" ") ?? []);
  expect(new Set(keys).size).toBe(keys.length);
  const taken = new Set([...keys, "j", "k", "x", "e", "/", "?"]);
  const first = ALL_ACTIONS.flatMap((action) =>
    action.keys && action.keys.length > 1 ? [action.keys[0] ?? ""] : [],
  );
  expect(first.filter((key) => taken.has(key))).toEqual([]);
});

test("a name is found by the beginnings of its words, whatever accents and capitals", () => {
  expect(fits("Notificaciones y más", "MAS noti")).toBe(true);
  expect(fits("Notificaciones", "ficaciones")).toBe(false);
  expect(fits("Anything", "  ")).toBe(true);
  expect(fits("Theme: dark", "theme dark")).toBe(true);
  expect(fits("New project", "\\ % '")).toBe(false);
});

test("what is in the workspace stands first in the palette, and one moves round and round", () => {
  const actions = actionsFor({ id: "a", role: "viewer" });
  const findings = [{ id: "1", name: "Dashing", to: "/x/1" }];
  const sections = optionsOf({ actions, findings, typed: "da", nameOf: ({ id }) => id });
  expect(sections.map(({ title }) => title)).toEqual(["found", "go", "set"]);
  expect(step("ArrowDown", 2, 3)).toBe(0);
  expect(step("ArrowUp", 0, 3)).toBe(2);
  expect(step("ArrowDown", 0, 0)).toBeUndefined();
  expect(step("a", 0, 3)).toBeUndefined();
});

test("each heading of actions has a name", () => {
  for (const { group } of ALL_ACTIONS) expect(enActions.groups[group]).toBeTruthy();
});
