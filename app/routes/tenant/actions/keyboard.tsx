import { type ComponentType, useEffect, useRef, useState } from "react";
import { useNavigate } from "react-router";
import { useDocumentSettings } from "#app/http/document-settings.tsx";
import type { Actor } from "./action.ts";
import type { Pressed } from "./key-sequence.ts";
import type { keysAtWork } from "./keys-at-work.ts";
import type { LayerProps } from "./layer-props.ts";
import { isPaletteKey } from "./palette-key.ts";

type Opened = Pick<LayerProps, "takeTyped"> & { Layer: ComponentType<LayerProps> };

/** Fetched when they are first asked for; where that fails, the page that shows the same. */
const LAYERS = {
  palette: { load: async () => (await import("./palette.tsx")).Palette, page: "/search" },
  shortcuts: { load: async () => (await import("./shortcut-sheet.tsx")).ShortcutSheet, page: "/shortcuts" },
};

/** A link to the search page that opens the palette instead, where there are scripts. */
const OPENS_PALETTE = 'a[aria-keyshortcuts~="Control+K"]';
const TYPED_INTO = "input:not([type=checkbox], [type=radio]), textarea, select";
/** What browsers say in place of a key while a character is put together. */
const COMPOSING = 229;

/** Keys do what buttons and links do, and open the palette and the list of the keys. */
export function Keyboard({ id, role }: Actor) {
  const navigate = useNavigate();
  const { hasShortcuts } = useDocumentSettings();
  const [opened, setOpened] = useState<Opened>();
  /** Typed until a layer is open: meant for it, and for nothing else. Undefined: none is on its way. */
  const typed = useRef<string>(undefined);
  useEffect(() => {
    const goTo = (path: string) => void navigate(path);
    const open = async (name: keyof typeof LAYERS) => {
      const { load, page } = LAYERS[name];
      typed.current = "";
      try {
        const Layer = await load();
        setOpened({ Layer, takeTyped: () => typed.current ?? "" });
      } catch {
        typed.current = undefined;
        goTo(page);
      }
    };
    let handle: ReturnType<typeof keysAtWork> | undefined;
    /** Pressed before there is anything that knows what they mean, in their order. */
    const waiting: [Pressed, number][] = [];
    const fetchHandle = async () => {
      const made = await import("./keys-at-work.ts").catch(() => undefined);
      const ways = { goTo, open: (name: keyof typeof LAYERS) => void open(name) };
      handle = made?.keysAtWork({ member: { id, role }, ...ways });
      // What follows what was done was pressed for a page that is not this one any more.
      waiting.splice(0).some(([facts, atMs]) => handle?.(facts, atMs));
    };
    const pressed = (event: KeyboardEvent) => {
      if (event.defaultPrevented) return;
      if (isDialogOpen()) typed.current = undefined;
      if (typed.current !== undefined) {
        if (isCharacter(event)) typed.current += event.key;
        return event.preventDefault();
      }
      const facts = factsOf(event);
      if (isPaletteKey(event)) {
        if (facts.isDialogOpen || facts.isComposing) return;
        event.preventDefault();
        return void open("palette");
      }
      if (!hasShortcuts) return;
      if (handle) return void (handle(facts, event.timeStamp) && event.preventDefault());
      if (facts.isTyping || facts.isDialogOpen || !isCharacter(event)) return;
      // A browser has it for itself.
      if (facts.key === "/") event.preventDefault();
      if (waiting.push([facts, event.timeStamp]) === 1) void fetchHandle();
    };
    const clicked = (event: MouseEvent) => {
      if (!isPlain(event) || !(event.target as Element).closest(OPENS_PALETTE)) return;
      event.preventDefault();
      void open("palette");
    };
    document.addEventListener("keydown", pressed);
    // Before the link's own, which would go there.
    document.addEventListener("click", clicked, true);
    return () => {
      document.removeEventListener("keydown", pressed);
      document.removeEventListener("click", clicked, true);
    };
  }, [id, role, hasShortcuts, navigate]);
  const close = () => {
    typed.current = undefined;
    setOpened(undefined);
  };
  return opened && <opened.Layer member={{ id, role }} takeTyped={opened.takeTyped} onClose={close} />;
}

const isCharacter = ({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean =>
  key.length === 1 && !(ctrlKey || metaKey || altKey);

function factsOf(event: KeyboardEvent): Pressed {
  const { key, ctrlKey, metaKey, altKey, repeat, target } = event;
  return {
    ...{ key, ctrlKey, metaKey, altKey, repeat },
    isComposing: event.isComposing || event.keyCode === COMPOSING,
    isTyping: target instanceof HTMLElement && (target.isContentEditable || target.matches(TYPED_INTO)),
    isDialogOpen: isDialogOpen(),
  };
}

const isDialogOpen = () => document.querySelector("dialog[open]") !== null;

const isPlain = ({ button, ctrlKey, metaKey, shiftKey, altKey }: MouseEvent): boolean =>
  button === 0 && !(ctrlKey || metaKey || shiftKey || altKey);
