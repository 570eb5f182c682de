import { RETURN_PARAM } from "../paths.ts";

/** Keeps the way back through a form. */
export const ReturnField = ({ returnTo }: { returnTo: string }) => (
  <input type="hidden" name={RETURN_PARAM} value={returnTo} />
);
