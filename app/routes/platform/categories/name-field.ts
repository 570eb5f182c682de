/** The field of a language's name: `nameEn` for `en`. */
export const nameField = (language: string): string =>
  `name${language.charAt(0).toUpperCase()}${language.slice(1).replace("-", "")}`;
