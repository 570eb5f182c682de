/** Forms of this tab that hold what was neither sent nor given up. */
import { markDraftSent, saveDraft } from "./draft-store.ts";
import { isChanged, readValues } from "./form-values.ts";

/** Each with the page that it is on. */
const unsent = new Map<HTMLFormElement, string>();

export const hasUnsent = (path: string): boolean =>
  [...unsent].some(([form, page]) => page === path && form.isConnected);

export const forgetUnsent = (): void => unsent.clear();

/** Forms with a name of their own: others, such as the choice of a theme, hold nothing that is typed. */
export const isPosting = (form: EventTarget | null): form is HTMLFormElement =>
  form instanceof HTMLFormElement && form.method === "post" && form.id !== "";

export const postingForms = (): HTMLFormElement[] => [...document.forms].filter(isPosting);

export function noteTyped(form: HTMLFormElement, { owner, path }: { owner: string; path: string }): void {
  saveDraft({ owner, path, formId: form.id, values: readValues(form), isSent: false });
  if (isChanged(form)) unsent.set(form, path);
  else unsent.delete(form);
}

/** What is on its way is not unsent any more; its draft stays until the page is left. */
export function noteSent(form: HTMLFormElement, path: string): void {
  markDraftSent({ path, formId: form.id });
  unsent.delete(form);
}

/**
 * Around every question that a page asks by script. While an answer is awaited the address is that of the
 * form. Told here, and not by the state of the navigation: an answer may come before that is ever rendered.
 */
export function tellSent<T>({ request }: { request: Request }, next: () => Promise<T>): Promise<T> {
  const { pathname } = new URL(request.url);
  if (request.method !== "GET")
    for (const form of postingForms())
      if (new URL(form.action).pathname === pathname) noteSent(form, window.location.pathname);
  return next();
}
