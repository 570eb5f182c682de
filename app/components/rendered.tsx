import type { SafeHtml } from "#app/markdown/markdown.server.ts";

/** Markdown, as the server made it. */
export function Rendered({ html }: { html: SafeHtml }) {
  return (
    <div
      dir="auto"
      className="markdown"
      // biome-ignore lint/security/noDangerouslySetInnerHtml: the type says that the server made it safe
      dangerouslySetInnerHTML={{ __html: html }}
    />
  );
}
