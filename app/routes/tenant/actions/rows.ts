/** Moving in the list of a page by keys: the focus is on a row's link, so that Enter opens it. */

const ROWS = "main tbody tr, main [data-rows] > *";

const rows = () =>
  [...document.querySelectorAll<HTMLElement>(ROWS)].filter((row) => row.querySelector("a[href]"));
const isIn = (row: HTMLElement) => row.contains(document.activeElement);

/** Answers whether there is a list. */
export function moveRow(by: 1 | -1): boolean {
  const all = rows();
  const at = all.findIndex(isIn);
  const next = at < 0 ? 0 : Math.min(Math.max(at + by, 0), all.length - 1);
  const link = all[next]?.querySelector<HTMLElement>("a[href]");
  link?.focus();
  return link !== undefined && link !== null;
}

/** Ticks the row that has the focus, or takes the tick away. */
export const tickRow = (): boolean => click(current()?.querySelector("input[type=checkbox]"));

/** `data-edit` on something in a row says where it is edited. */
export const editPathOfRow = (): string | undefined =>
  current()?.querySelector<HTMLElement>("[data-edit]")?.dataset.edit;

/** A control of the page itself that says it has this key. */
export const pressControl = (key: string): boolean =>
  click(document.querySelector(`main [aria-keyshortcuts~="${CSS.escape(key)}"]`));

export function focusSearch(): boolean {
  const field = document.querySelector<HTMLInputElement>("main input[type=search]");
  field?.focus();
  field?.select();
  return field !== null;
}

const current = () => rows().find(isIn);

function click(element: Element | null | undefined): boolean {
  if (!(element instanceof HTMLElement)) return false;
  element.click();
  return true;
}
