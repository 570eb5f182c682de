import type { ParseKeys } from "i18next";
import { useTranslation } from "react-i18next";
import { parseMessage } from "#app/validation/message.ts";

/** Turns a validation message into text: a key with its parameters, or what is no key as it is. */
export function useErrorText(): (message: string) => string {
  const { t, i18n } = useTranslation();
  return (message) => {
    const { key, params } = parseMessage(message);
    return i18n.exists(key) ? t(key as ParseKeys, params) : message;
  };
}
