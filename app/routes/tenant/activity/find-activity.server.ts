/** What the activity's page and its export ask the workspace for, on behalf of whoever asks. */
import type { RouterContextProvider } from "react-router";
import { memberContext } from "#app/context.ts";
import type { TenantTx } from "#app/db.server.ts";
import { listActivityPage } from "#app/db.tenant.server.ts";
import { effectiveTimeZone } from "#app/http/preferences.server.ts";
import { getI18n } from "#app/i18n/i18n.server.ts";
import { momentsOf } from "#app/i18n/zoned-days.ts";
import { projectReach } from "#app/permissions.ts";
import { readBaseCategories } from "../categories/base-categories.server.ts"; // example
import { activityKinds } from "./activity-kinds.ts";
import type { ActivitySearch } from "./activity-rules.ts";

type Asking = { request: Request; context: Readonly<RouterContextProvider> };

/** The same search without a kind of act that there is no word for: nobody could have chosen it. */
export async function withKnownAction({ context }: Asking, search: ActivitySearch): Promise<ActivitySearch> {
  const kinds = activityKinds(await getI18n(context));
  const action = kinds.find(({ value }) => value === search.action)?.value;
  return { ...search, action };
}

/** Answers what lists a page from a cursor on. */
export async function activityLister(
  { request, context }: Asking,
  { actor, action, project, from, to }: ActivitySearch,
) {
  const own = projectReach(context.get(memberContext), "view");
  const timeZone = await effectiveTimeZone({ request, context });
  const filter = { actor, action, project: project?.toLowerCase(), ...momentsOf({ from, to }, timeZone) };
  /** Of what is the control plane's, by its id. */
  const sharedNames = new Map<string | null, string>([
    ...(await readBaseCategories(context)).map(({ id, name }) => [id, name] as const), // example
  ]);
  return async (tx: TenantTx, page: { cursor?: string | undefined; limit: number }, reach = own) => {
    const { items, ...ends } = await listActivityPage(tx, reach, { ...filter, ...page });
    const named = items.map(({ baseCategoryId, ...entry }) => ({
      ...entry,
      subjectName: sharedNames.get(baseCategoryId) ?? entry.subjectName,
    }));
    return { items: named, ...ends };
  };
}
