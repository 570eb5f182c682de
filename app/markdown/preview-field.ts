/** The name of the button that shows a form again, with its Markdown as it will be shown. */
export const PREVIEW_FIELD = "preview";
