/**
 * What is being typed in this tab, by page and form. It lives as long as the tab does, on this machine alone,
 * and is given back to nobody but who typed it.
 */

/** Values by name; several of one name in their order. */
export type DraftValues = Record<string, string[]>;
export type Draft = { owner: string; path: string; formId: string; values: DraftValues; isSent: boolean };
type Place = Pick<Draft, "path" | "formId">;

const PREFIX = "draft:";
/** What is longer is not kept. */
const MAX_CHARACTERS = 200_000;

const keyOf = ({ path, formId }: Place): string => `${PREFIX}${path}#${formId}`;

export function saveDraft(draft: Draft): void {
  const text = JSON.stringify(draft);
  if (text.length > MAX_CHARACTERS) return;
  withStorage((storage) => storage.setItem(keyOf(draft), text));
}

export const findDraft = (owner: string, place: Place): Draft | undefined =>
  drafts().find((draft) => draft.owner === owner && keyOf(draft) === keyOf(place));

export function markDraft(place: Place, { isSent }: { isSent: boolean }): void {
  const draft = drafts().find((held) => keyOf(held) === keyOf(place));
  if (draft) saveDraft({ ...draft, isSent });
}

export const dropDraft = (place: Place): void =>
  void withStorage((storage) => storage.removeItem(keyOf(place)));

/** Takes away what others typed, and what was sent from a page that has been left since. */
export function tidyDrafts(owner: string, path: string): void {
  const isLeft = isNewVisit();
  for (const draft of drafts())
    if (draft.owner !== owner || (draft.isSent && (isLeft || draft.path !== path))) dropDraft(draft);
}

let hasVisit = false;

/**
 * True the first time in a document that was neither loaded again nor gone back to: no page of an earlier
 * document is still open in this tab.
 */
function isNewVisit(): boolean {
  const [load] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  const isNew = !hasVisit && load?.type === "navigate";
  hasVisit = true;
  return isNew;
}

export function forgetDrafts(): void {
  for (const draft of drafts()) dropDraft(draft);
}

const drafts = (): Draft[] =>
  withStorage((storage) =>
    Object.keys(storage).flatMap((key) => (key.startsWith(PREFIX) ? parse(storage.getItem(key)) : [])),
  ) ?? [];

function parse(text: string | null): Draft[] {
  try {
    return text === null ? [] : [JSON.parse(text) as Draft];
  } catch {
    return [];
  }
}

/** A browser may refuse its storage, or have no room left: then nothing is kept, and nothing breaks. */
function withStorage<T>(use: (storage: Storage) => T): T | undefined {
  try {
    return use(sessionStorage);
  } catch {
    return undefined;
  }
}
