import { useLocation } from "react-router";
import { THEMES } from "#app/db.shared.ts";
import { useDocumentSettings } from "#app/http/document-settings.tsx";
import { LANGUAGE_NAMES, languages } from "#app/i18n/i18n.ts";
import { useTranslation } from "#app/i18n/translation.tsx";

type PreferenceFormsProps = { /** One below the other, as wide as there is room. */ isStacked?: boolean };

/** Theme and language. Plain forms, also with JavaScript: both are fixed for as long as a document lives. */
export function PreferenceForms({ isStacked = false }: PreferenceFormsProps) {
  const { t, i18n } = useTranslation();
  const { theme } = useDocumentSettings();
  return (
    <div className={isStacked ? "grid gap-2" : "flex flex-wrap gap-x-3 gap-y-2"}>
      <Choice
        name="theme"
        label={t("preferences.theme")}
        chosen={theme}
        options={THEMES.map((value) => ({ value, label: t(`preferences.${value}`) }))}
      />
      <Choice
        name="locale"
        label={t("preferences.language")}
        chosen={i18n.language}
        options={languages.map((value) => ({ value, label: LANGUAGE_NAMES[value], lang: value }))}
      />
    </div>
  );
}

type Option = { value: string; label: string; lang?: string };
type ChoiceProps = { name: string; label: string; chosen: string; options: Option[] };

function Choice({ name, label, chosen, options }: ChoiceProps) {
  const { pathname, search } = useLocation();
  return (
    <form method="post" action="/preferences">
      <input type="hidden" name="return_to" value={`${pathname}${search}`} />
      <fieldset className="flex rounded border bg-sunken p-0.5">
        <legend className="sr-only">{label}</legend>
        {options.map(({ value, label, lang }) => (
          <button
            key={value}
            type="submit"
            name={name}
            value={value}
            lang={lang}
            aria-pressed={value === chosen}
            className="choice"
          >
            {label}
          </button>
        ))}
      </fieldset>
    </form>
  );
}
