/** A form with Markdown in it, shown again with what that will look like; nothing is saved. */
import type { Submission, SubmissionResult } from "@conform-to/react";
import { renderMarkdown, type SafeHtml } from "#app/markdown/markdown.server.ts";
import { PREVIEW_FIELD } from "#app/markdown/preview-field.ts";

type Options = Parameters<typeof renderMarkdown>[1];
type Preview = Pick<SubmissionResult<string[]>, "initialValue"> & { preview: SafeHtml };

/**
 * Undefined where the form was sent to be saved, or `field` holds what is refused: then that is said first.
 */
export function previewOf(
  submission: Submission<unknown, string[]>,
  field: string,
  options?: Options,
): Preview | undefined {
  const { payload } = submission;
  const isRefused = submission.status === "error" && Boolean(submission.error?.[field]);
  if (!(PREVIEW_FIELD in payload) || isRefused) return undefined;
  const text = payload[field];
  const preview = renderMarkdown(typeof text === "string" ? text : "", options);
  return { initialValue: submission.reply().initialValue, preview };
}
