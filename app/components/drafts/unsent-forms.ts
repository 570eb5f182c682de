/** Forms of this tab that hold what was neither sent nor given up. */
import type { DataStrategyResult } from "react-router";
import { PREVIEW_FIELD } from "#app/markdown/preview-field.ts";
import { markDraft, saveDraft } from "./draft-store.ts";
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
  markDraft({ path, formId: form.id }, { isSent: true });
  unsent.delete(form);
}

type Results = Record<string, DataStrategyResult>;

/**
 * Around every question that a page asks by script. While an answer is awaited the address is that of the
 * form. Told here, and not by the state of the navigation: an answer may come before that is ever rendered.
 * An answer that leads to another origin asks to sign in first: nothing was done, and the draft is unsent.
 */
export async function tellSent(
  { request }: { request: Request },
  next: () => Promise<Results>,
): Promise<Results> {
  if (request.method === "GET" || (await isPreview(request))) return next();
  const { pathname: path } = window.location;
  const { pathname } = new URL(request.url);
  const sent = postingForms().filter((form) => new URL(form.action).pathname === pathname);
  for (const form of sent) noteSent(form, path);
  const results = await next();
  if (Object.values(results).some(leadsElsewhere))
    for (const form of sent) markDraft({ path, formId: form.id }, { isSent: false });
  return results;
}

/** Nothing is saved by it: what is typed is as unsent as before. */
const isPreview = async (request: Request): Promise<boolean> =>
  new URLSearchParams(await request.clone().text()).has(PREVIEW_FIELD);

function leadsElsewhere({ result }: DataStrategyResult): boolean {
  const to = result instanceof Response ? result.headers.get("location") : null;
  return to !== null && URL.parse(to, window.location.href)?.origin !== window.location.origin;
}
