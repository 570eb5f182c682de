/** Where the worked example is: documents name it, also where it has been replaced. */

/** With what shows that it can be taken out. docs/how-to/replace-the-example.md names the same. */
export const EXAMPLE = [
  "app/routes/tenant/projects",
  "app/routes/tenant/categories",
  "app/routes/platform/categories",
  "app/locales/en-categories.ts",
  "app/locales/es-categories.ts",
  "app/locales/en-platform-categories.ts",
  "app/locales/es-platform-categories.ts",
  "app/locales/en-projects.ts",
  "app/locales/es-projects.ts",
  "mutants/lists/app-projects.json",
  "scripts/example",
  "scripts/example.mjs",
];
