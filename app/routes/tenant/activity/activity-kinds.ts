/** Pure: the kinds of acts that there are words for, by noun and verb, for a choice. */
import type { PageI18n } from "#app/i18n/browser-i18n.ts";

type Texts = string | { [name: string]: Texts };

export function activityKinds(i18n: PageI18n): { value: string; label: string }[] {
  const texts = i18n.getResource(i18n.language, "translation", "activityKinds") as Texts;
  return kindsIn(texts).map(([value, label]) => ({ value, label }));
}

/** @internal */
export function kindsIn(texts: Texts, path: string[] = []): [value: string, label: string][] {
  if (typeof texts === "string") return [[path.join("."), texts]];
  return Object.entries(texts).flatMap(([name, below]) => kindsIn(below, [...path, name]));
}
