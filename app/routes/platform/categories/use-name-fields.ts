import type { ActionField } from "#app/components/ui/action-form.tsx";
import { fallbackLanguage, LANGUAGE_NAMES, languages } from "#app/i18n/i18n.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { nameField } from "./name-field.ts";

type Named = { name: string; translations: Record<string, string> };

/** A field for the name in each language, as they are now, and one for the reason. */
export function useNameFields(category?: Named): ActionField[] {
  const { t } = useTranslation();
  const names = languages.map((language) => ({
    name: nameField(language),
    label: t("platform.categories.nameIn", { language: LANGUAGE_NAMES[language] }),
    defaultValue: (language === fallbackLanguage ? category?.name : category?.translations[language]) ?? "",
  }));
  const reason = {
    name: "reason",
    label: t("platform.actions.reason"),
    hint: t("platform.actions.reasonHint"),
  };
  return [...names, reason];
}
