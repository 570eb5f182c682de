import type { enMarkdown } from "./en-markdown.ts";
import type { Translated } from "./translated.ts";

export const esMarkdown: Translated<typeof enMarkdown> = {
  hint: "Markdown: **negrita**, *cursiva*, `código`, - lista, # título, > cita, [texto](https://example.com)",
  preview: "Vista previa",
  previewing: "Preparando la vista previa…",
  previewLead: "Así se verá. Aún no se ha guardado nada.",
  nothing: "Todavía no hay nada que mostrar.",
};
