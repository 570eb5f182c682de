/**
 * What pages use of i18next, for browsers: it says each text as i18next does on the server
 * (browser-i18n.test.ts), in a twentieth of the bytes. Texts are of one language, have plurals and names in
 * `{{}}`, and nothing else: no text is put into another, and there is no second language to fall back to.
 */
import type { i18n as I18n, TFunction } from "i18next";
import { isolate } from "./isolate.ts";

/** All that a page may ask of its translator. */
export type PageI18n = Pick<I18n, "language" | "exists" | "getFixedT">;

export type Texts = { readonly [name: string]: string | Texts };

/** `texts`: those of `language`. A name that has no text is said itself. */
export function browserI18n(language: string, texts: Texts): PageI18n {
  const plurals = new Intl.PluralRules(language);
  const find = (path: string) =>
    path
      .split(".")
      .reduce<string | Texts | undefined>(
        (found, name) => (typeof found === "object" && Object.hasOwn(found, name) ? found[name] : undefined),
        texts,
      );
  const textOf = (key: string, { count }: Params): string | undefined => {
    const ways = typeof count === "number" ? [`${key}_${plurals.select(count)}`, key] : [key];
    return ways.map(find).find((found) => typeof found === "string");
  };
  const translate = (asked: string | string[], params: Params = {}): string => {
    const keys = [asked].flat();
    const text = keys.map((key) => textOf(key, params)).find((found) => found !== undefined);
    return text === undefined ? (keys.at(-1) ?? "") : filledIn(text, params);
  };
  return {
    language,
    exists: (key: string | string[]) => [key].flat().some((one) => find(one) !== undefined),
    getFixedT: () => translate as unknown as TFunction,
  } as PageI18n;
}

type Params = { readonly [name: string]: string | number | boolean | null | undefined };

/** The place of what is not given stays as it is written. */
const filledIn = (text: string, params: Params): string =>
  text.replace(/{{(\w+)}}/g, (place, name: string) =>
    Object.hasOwn(params, name) ? isolate(String(params[name] ?? "")) : place,
  );
