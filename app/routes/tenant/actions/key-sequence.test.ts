// Threat: somebody types a name, and the page does something else.
import { expect, test } from "vitest";
import { keySequence, SEQUENCE_MS } from "./key-sequence.ts";
import { isPaletteKey } from "./palette-key.ts";

const pressing = () => {
  const read = keySequence(new Set(["g"]));
  return (key: string, changes: Partial<Parameters<typeof read>[0]> = {}, atMs = 0) =>
    read(
      {
        ...{ key, ctrlKey: false, metaKey: false, altKey: false, isComposing: false },
        ...{ isTyping: false, isDialogOpen: false, repeat: false, ...changes },
      },
      atMs,
    );
};

test("a key is a shortcut by itself, or after the one that waits for it", () => {
  const press = pressing();
  expect(press("c")).toBe("c");
  expect(press("g")).toBeUndefined();
  expect(press("p", {}, 100)).toBe("g p");
  expect(press("p", {}, 200)).toBe("p");
});

test("a first key is forgotten after a moment", () => {
  const press = pressing();
  press("g");
  expect(press("p", {}, SEQUENCE_MS + 1)).toBe("p");
});

test("no shortcut while somebody types, composes a character, or answers a dialog", () => {
  for (const changes of [{ isTyping: true }, { isComposing: true }, { isDialogOpen: true }]) {
    const press = pressing();
    for (const key of ["c", "e", "x", "j", "/", "?", "g", "Enter"])
      expect(press(key, changes)).toBeUndefined();
    // What was typed there is no first key either.
    expect(press("p")).toBe("p");
  }
});

test("no shortcut with a modifier, which is the browser's or the system's", () => {
  for (const changes of [{ ctrlKey: true }, { metaKey: true }, { altKey: true }])
    for (const key of ["c", "e", "j", "g", "/"]) expect(pressing()(key, changes)).toBeUndefined();
});

test("Shift belongs to the character", () => {
  const press = pressing();
  expect(press("Shift")).toBeUndefined();
  expect(press("?")).toBe("?");
  press("g");
  press("Shift");
  expect(press("P")).toBe("g P");
});

test("the palette opens by Control or by Command, and by no other", () => {
  const by = (changes: Partial<Parameters<typeof isPaletteKey>[0]>) =>
    isPaletteKey({ key: "k", ctrlKey: false, metaKey: false, altKey: false, ...changes });
  expect([by({ ctrlKey: true }), by({ metaKey: true, key: "K" })]).toEqual([true, true]);
  expect(by({})).toBe(false);
  expect(by({ ctrlKey: true, altKey: true })).toBe(false);
  expect(by({ ctrlKey: true, metaKey: true })).toBe(false);
  expect(by({ ctrlKey: true, key: "j" })).toBe(false);
});

test("a key that is held down does a thing once; only moving goes on", () => {
  expect(pressing()("c", { repeat: true })).toBeUndefined();
  expect(pressing()("j", { repeat: true })).toBe("j");
});
