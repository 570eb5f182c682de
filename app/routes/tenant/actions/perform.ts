/** What a key, or several in a row, do on this page. */
import type { TenantAction } from "./action.ts";
import { editPathOfRow, focusSearch, moveRow, pressControl, tickRow } from "./rows.ts";
import { sendForm } from "./send-form.ts";

export type Ways = { goTo(path: string): void; open(layer: "palette" | "shortcuts"): void };

/** Answers whether there was anything to be done. */
export function performerOf(actions: TenantAction[], { goTo, open }: Ways): (sequence: string) => boolean {
  const byKeys = new Map(actions.map((action) => [action.keys?.join(" "), action]));
  const opens = (layer: "palette" | "shortcuts") => () => {
    open(layer);
    return true;
  };
  const editRow = () => {
    const path = editPathOfRow();
    if (path !== undefined) goTo(path);
    return path !== undefined;
  };
  const ofThePage: Record<string, () => boolean> = {
    "?": opens("shortcuts"),
    "/": () => focusSearch() || opens("palette")(),
    j: () => moveRow(1),
    k: () => moveRow(-1),
    x: tickRow,
    e: () => pressControl("e") || editRow(),
  };
  return (sequence) => {
    const known = ofThePage[sequence];
    if (known) return known();
    if (pressControl(sequence)) return true;
    const action = byKeys.get(sequence);
    if (action?.form) sendForm(action.form);
    else if (action) goTo(action.to);
    return action !== undefined;
  };
}
