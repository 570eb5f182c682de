/** Where the worked example is: documents name it, also where it has been replaced. */

/** With what shows that it can be taken out. docs/how-to/replace-the-example.md names the same. */
export const EXAMPLE = [
  "app/routes/tenant/projects",
  "app/locales/en-projects.ts",
  "app/locales/es-projects.ts",
  "app/locales/en-comments.ts",
  "app/locales/es-comments.ts",
  "mutants/lists/app-projects.json",
  "scripts/example",
  "scripts/example.mjs",
];
