/** The field of a language's name. */
export const nameField = (language: string): string => `name_${language}`;
