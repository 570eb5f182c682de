/** Pure: how much Markdown is read, in UTF-16 units and bytes. */

/** Longer text is shown as it was typed. Forms ask for less. */
export const MARKDOWN_MAX_LENGTH = 20_000;

/** Of what is made of it; beyond, the text is shown as it was typed. */
export const RENDERED_MAX_LENGTH = 200_000;

/** Quotes, lists and emphasis inside each other; what is deeper is text. */
export const MAX_NESTING = 20;

/** Of a form with Markdown in it: each unit may be sent as nine bytes. */
export const MARKDOWN_FORM_MAX_BYTES = 256 * 1024;
