import type { AlreadyTaken } from "#app/db.server.ts";
import { fallbackLanguage } from "#app/i18n/i18n.ts";
import { nameField } from "./name-field.ts";

/** Beside the field whose name another category has. */
export const takenIn = ({ field }: AlreadyTaken): Record<string, string[]> => ({
  [nameField(field === "name" ? fallbackLanguage : field)]: ["platform.categories.errors.taken"],
});
