/** Pure: the kinds of acts that there are words for, by noun and verb. Browsers have no words for them. */
import type { i18n } from "i18next";

type Texts = string | { [name: string]: Texts };

export type ActivityKind = { value: string; label: string };

export function activityKinds(i18n: i18n): ActivityKind[] {
  const texts = i18n.getResource(i18n.language, "translation", "activityKinds") as Texts;
  return kindsIn(texts).map(([value, label]) => ({ value, label }));
}

/** @internal */
export function kindsIn(texts: Texts, path: string[] = []): [value: string, label: string][] {
  if (typeof texts === "string") return [[path.join("."), texts]];
  return Object.entries(texts).flatMap(([name, below]) => kindsIn(below, [...path, name]));
}
