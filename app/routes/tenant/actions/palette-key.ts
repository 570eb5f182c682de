type Pressed = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey">;

/** Control or Command with K: it works while somebody types too, for no text has it. */
export const isPaletteKey = ({ key, ctrlKey, metaKey, altKey }: Pressed): boolean =>
  key.toLowerCase() === "k" && ctrlKey !== metaKey && !altKey;
