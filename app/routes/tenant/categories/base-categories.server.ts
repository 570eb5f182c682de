/** The shared categories, in the language of who asks. */
import type { RouterContextProvider } from "react-router";
import { tenantControlContext } from "#app/context.ts";
import { listBaseCategories } from "#app/db.server.ts";
import { getI18n } from "#app/i18n/i18n.server.ts";

export type NamedBase = {
  id: string;
  name: string;
  /** In every language. */
  names: string[];
  position: number;
  isActive: boolean;
};

/** Asked for each page: what staff change counts everywhere with the commit. */
export async function readBaseCategories(context: Readonly<RouterContextProvider>): Promise<NamedBase[]> {
  const [rows, { language }] = await Promise.all([
    context.get(tenantControlContext).read(listBaseCategories),
    getI18n(context),
  ]);
  return rows.map(({ translations, name, ...row }) => ({
    ...row,
    name: translations[language] ?? name,
    names: [name, ...Object.values(translations)],
  }));
}
