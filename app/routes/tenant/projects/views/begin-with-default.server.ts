import { redirect } from "react-router";
import type { ProjectView } from "#app/db.tenant.server.ts";

/** Throws the way to the person's own beginning, where the list is asked for by its bare address. */
export function beginWithDefault(url: URL, views: ProjectView[]): void {
  const view = views.find(({ isDefault }) => isDefault);
  if (url.search === "" && view?.query) throw redirect(`/projects?${view.query}`);
}
