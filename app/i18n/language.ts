/** Pure: the language that a browser would rather have, of those that we speak. */
import Negotiator from "negotiator";
import { fallbackLanguage, type Language, languages } from "#app/i18n/i18n.ts";

/** The whole list counts, with its weights. What we do not speak, or cannot read, means the default. */
export function negotiateLanguage(acceptLanguage: string | null): Language {
  if (acceptLanguage === null) return fallbackLanguage;
  const negotiator = new Negotiator({ headers: { "accept-language": acceptLanguage } });
  const chosen = negotiator.language([...languages]);
  return languages.find((language) => language === chosen) ?? fallbackLanguage;
}
