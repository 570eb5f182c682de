/** One translator a document, made once and handed to all of its components. */
import type { TFunction } from "i18next";
import { createContext, type ReactNode, useContext, useMemo } from "react";
import type { PageI18n } from "./browser-i18n.ts";
import { isolate } from "./isolate.ts";
import { oneStop } from "./one-stop.ts";

/** `isolate`: for names that are put together without a sentence. */
export type Translation = { t: TFunction; i18n: PageI18n; isolate: (name: string) => string };

const Context = createContext<Translation | undefined>(undefined);

/** The language of a document does not change while it is open: another one is another document. */
export function TranslationProvider({ i18n, children }: { i18n: PageI18n; children: ReactNode }) {
  const value = useMemo(() => ({ t: withOneStop(i18n.getFixedT(i18n.language)), i18n, isolate }), [i18n]);
  return <Context value={value}>{children}</Context>;
}

function withOneStop(translate: TFunction): TFunction {
  const call = translate as unknown as (key: string, params?: object) => unknown;
  const t = (key: string, params?: object) => {
    const text = call(key, params);
    return typeof text === "string" && params ? oneStop(text, params) : text;
  };
  return t as unknown as TFunction;
}

export function useTranslation(): Translation {
  const translation = useContext(Context);
  if (!translation) throw new Error("There is no translation outside TranslationProvider.");
  return translation;
}
