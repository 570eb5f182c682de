/** What the forms of the shared categories take: a name in each language, and why. */
import { z } from "zod";
import { fallbackLanguage, languages } from "#app/i18n/i18n.ts";
import { requiredLine } from "#app/validation/text.ts";
import { nameField } from "./name-field.ts";

const NAME_MAX_LENGTH = 60;
const REASON_MAX_LENGTH = 500;

const OTHER_LANGUAGES = languages.filter((language) => language !== fallbackLanguage);

const name = requiredLine(NAME_MAX_LENGTH, "validation.nameRequired");
const reason = requiredLine(REASON_MAX_LENGTH);

const names: Record<string, typeof name> = Object.fromEntries(
  languages.map((language) => [nameField(language), name]),
);

export const baseCategoryForm = z.object({ ...names, reason });

export const reasonForm = z.object({ reason });

/** As the control plane keeps them. */
export const namesIn = (fields: Record<string, string>) => ({
  name: fields[nameField(fallbackLanguage)] ?? "",
  translations: Object.fromEntries(
    OTHER_LANGUAGES.map((language) => [language, fields[nameField(language)] ?? ""]),
  ),
});
