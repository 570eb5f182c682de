import { parseMessage } from "#app/i18n/message.ts";
import { useTranslation } from "#app/i18n/translation.tsx";

/** The keys come from data here, so the types that know every key cannot help. */
type Translate = (key: string, params: Record<string, string>) => string;

/** Turns a validation message into text: a key with its parameters. What is no key is nothing for people. */
export function useErrorText(): (message: string) => string {
  const { t, i18n } = useTranslation();
  return (message) => {
    const { key, params } = parseMessage(message);
    return i18n.exists(key) ? (t as unknown as Translate)(key, params) : t("validation.invalid");
  };
}
