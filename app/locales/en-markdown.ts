/** Beside what takes Markdown. */
export const enMarkdown = {
  hint: "Markdown: **bold**, *italic*, `code`, - list, # heading, > quote, [text](https://example.com)",
  preview: "Preview",
  previewing: "Making the preview…",
  previewLead: "What it will look like. Nothing is saved yet.",
  nothing: "There is nothing to show yet.",
};
