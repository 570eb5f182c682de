/** Whether somebody is in the middle of something on this page, so that it must not change under them. */
import { isChanged } from "#app/components/drafts/form-values.ts";
import { postingForms } from "#app/components/drafts/unsent-forms.ts";

const TEXT = "input:not([type=checkbox], [type=radio], [type=hidden]), textarea";
const TYPED_INTO = `${TEXT}, select, [contenteditable]:not([contenteditable=false])`;

export const isBusy = (): boolean =>
  document.hidden ||
  document.activeElement?.matches(TYPED_INTO) === true ||
  document.querySelector("dialog[open]") !== null ||
  postingForms().some(isChanged) ||
  [...document.querySelectorAll<HTMLInputElement>(TEXT)].some((field) => field.value !== field.defaultValue);
