import { type ComponentType, useEffect, useState } from "react";
import { useNavigate } from "react-router";
import { useDocumentSettings } from "#app/http/document-settings.tsx";
import type { TenantAction } from "./action.ts";
import { keySequence, PALETTE_KEY } from "./key-sequence.ts";
import type { LayerProps } from "./layer-props.ts";
import { performerOf } from "./perform.ts";

type Opened = { Layer: ComponentType<LayerProps>; typed: string };

/** Fetched when they are first asked for; where that fails, the page that shows the same. */
const LAYERS = {
  palette: { load: async () => (await import("./palette.tsx")).Palette, page: "/search" },
  shortcuts: { load: async () => (await import("./shortcut-sheet.tsx")).ShortcutSheet, page: "/shortcuts" },
};
type LayerName = keyof typeof LAYERS;

/** A link to the search page that opens the palette instead, where there are scripts. */
const OPENS_PALETTE = 'a[aria-keyshortcuts~="Control+K"]';
const TYPED_INTO = "input:not([type=checkbox], [type=radio]), textarea, select";
/** What browsers say in place of a key while a character is put together. */
const COMPOSING = 229;

/** Keys do what buttons and links do, and open the palette and the list of the keys. */
export function Keyboard({ actions }: { actions: TenantAction[] }) {
  const navigate = useNavigate();
  const { hasShortcuts } = useDocumentSettings();
  const [opened, setOpened] = useState<Opened>();
  useEffect(() => {
    const goTo = (path: string) => void navigate(path);
    /** Typed meanwhile: what it opens on is not what was meant. Undefined: nothing is on its way. */
    let typed: string | undefined;
    const open = async (name: LayerName) => {
      const { load, page } = LAYERS[name];
      typed = "";
      try {
        const Layer = await load();
        setOpened({ Layer, typed });
      } catch {
        goTo(page);
      } finally {
        typed = undefined;
      }
    };
    const read = keySequence(firstKeys(actions));
    const perform = performerOf(actions, { goTo, open: (name) => void open(name) });
    const pressed = (event: KeyboardEvent) => {
      if (event.defaultPrevented) return;
      if (typed !== undefined) {
        if (event.key.length === 1 && !(event.ctrlKey || event.metaKey)) typed += event.key;
        return event.preventDefault();
      }
      const sequence = read(factsOf(event), event.timeStamp);
      if (sequence === undefined || (sequence !== PALETTE_KEY && !hasShortcuts)) return;
      if (perform(sequence)) event.preventDefault();
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
  }, [actions, hasShortcuts, navigate]);
  return (
    opened && <opened.Layer actions={actions} typed={opened.typed} onClose={() => setOpened(undefined)} />
  );
}

const firstKeys = (actions: TenantAction[]) =>
  new Set(actions.flatMap(({ keys = [] }) => (keys.length > 1 ? keys.slice(0, 1) : [])));

function factsOf(event: KeyboardEvent) {
  const { key, ctrlKey, metaKey, altKey, repeat, target } = event;
  return {
    ...{ key, ctrlKey, metaKey, altKey, repeat },
    isComposing: event.isComposing || event.keyCode === COMPOSING,
    isTyping: target instanceof HTMLElement && (target.isContentEditable || target.matches(TYPED_INTO)),
    isDialogOpen: document.querySelector("dialog[open]") !== null,
  };
}

const isPlain = ({ button, ctrlKey, metaKey, shiftKey, altKey }: MouseEvent): boolean =>
  button === 0 && !(ctrlKey || metaKey || shiftKey || altKey);
