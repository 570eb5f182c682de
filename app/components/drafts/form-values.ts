/** Reading a form as it stands, and writing into it as a person would. */
import type { DraftValues } from "./draft-store.ts";

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** Neither what the form itself holds, nor what must not be stored. */
const NOT_TYPED = new Set(["hidden", "password", "file", "submit", "button", "reset", "image"]);

/** `data-with-draft` on a field that was not typed, and without which what was typed means something else. */
const WITH_DRAFT = "withDraft";

const isTyped = (element: Element): element is Control =>
  (element instanceof HTMLInputElement ||
    element instanceof HTMLTextAreaElement ||
    element instanceof HTMLSelectElement) &&
  element.name !== "" &&
  (!NOT_TYPED.has(element.type) || WITH_DRAFT in element.dataset);

const controlsOf = (form: HTMLFormElement): Control[] => [...form.elements].filter(isTyped);

const isChoice = (control: Control): control is HTMLInputElement =>
  control instanceof HTMLInputElement && (control.type === "checkbox" || control.type === "radio");

export function readValues(form: HTMLFormElement): DraftValues {
  const values: DraftValues = {};
  for (const control of controlsOf(form)) {
    const held = values[control.name] ?? [];
    values[control.name] = isChoice(control) && !control.checked ? held : [...held, control.value];
  }
  return values;
}

export function writeValues(form: HTMLFormElement, values: DraftValues): void {
  const left = new Map(Object.entries(values).map(([name, all]) => [name, [...all]]));
  for (const control of controlsOf(form)) {
    const wanted = left.get(control.name);
    if (!wanted) continue;
    if (isChoice(control)) setChecked(control, wanted.includes(control.value));
    else setText(control, wanted.shift());
  }
}

/** Whether the form holds anything else than it was loaded with. */
export const isChanged = (form: HTMLFormElement): boolean => controlsOf(form).some(differs);

function differs(control: Control): boolean {
  if (control instanceof HTMLSelectElement) {
    const options = [...control.options];
    // Where none is marked, a browser begins with the first.
    const byDefault = options.find(({ defaultSelected }) => defaultSelected) ?? options[0];
    return options.some((option) => option.selected && option !== byDefault);
  }
  return isChoice(control)
    ? control.checked !== control.defaultChecked
    : control.value !== control.defaultValue;
}

function setChecked(control: HTMLInputElement, isChecked: boolean): void {
  if (control.checked !== isChecked) control.click();
}

function setText(control: Control, value: string | undefined): void {
  if (value === undefined || control.value === value) return;
  control.value = value;
  control.dispatchEvent(new Event("input", { bubbles: true }));
  control.dispatchEvent(new Event("change", { bubbles: true }));
}
