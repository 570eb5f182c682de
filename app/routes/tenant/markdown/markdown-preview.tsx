/* oxlint-disable jsx-a11y/no-autofocus -- without a script this is how the focus comes to what was asked for */
import { type ReactNode, useEffect, useRef } from "react";
import { Rendered } from "#app/components/rendered.tsx";
import { SubmitButton } from "#app/components/ui/button.tsx";
import { useTranslation } from "#app/i18n/translation.tsx";
import type { SafeHtml } from "#app/markdown/markdown.server.ts";
import { PREVIEW_FIELD } from "#app/markdown/preview-field.ts";

/** Asks to see the form again, with its Markdown as it will be shown. */
export function PreviewButton() {
  const { t } = useTranslation();
  return (
    <SubmitButton
      variant="secondary"
      name={PREVIEW_FIELD}
      value="on"
      formNoValidate
      pendingLabel={t("markdown.previewing")}
    >
      {t("markdown.preview")}
    </SubmitButton>
  );
}

type MarkdownPreviewProps = { html: SafeHtml | undefined; children?: ReactNode };

/** What was asked to be seen, where it was; the focus comes to it. */
export function MarkdownPreview({ html, children }: MarkdownPreviewProps) {
  const { t } = useTranslation();
  const place = useRef<HTMLElement>(null);
  useEffect(() => {
    if (html !== undefined) place.current?.focus();
  }, [html]);
  if (html === undefined) return null;
  return (
    <section
      ref={place}
      aria-labelledby="preview"
      tabIndex={-1}
      // biome-ignore lint/a11y/noAutofocus: without a script this is how the focus comes here
      autoFocus
      className="grid gap-3 rounded border border-dashed border-control px-4 py-3"
    >
      <h2 id="preview" className="font-semibold">
        {t("markdown.preview")}
      </h2>
      <p className="-mt-2 text-muted">{t(html === "" ? "markdown.nothing" : "markdown.previewLead")}</p>
      {html !== "" && <Rendered html={html} />}
      {children}
    </section>
  );
}
