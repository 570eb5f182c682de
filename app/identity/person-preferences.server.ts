/** What the person who asks chose for every workspace and device: read for a page, and changed by one. */
import type { RouterContextProvider } from "react-router";
import { dataTierContext, requestContext, sessionContext, tenantContext } from "#app/context.ts";
import {
  changePreferences,
  enqueueRecount,
  getPersonPreferences,
  listTenantIdsOfUser,
} from "#app/db.people.server.ts";
import type { PersonPreferences } from "#app/db.shared.ts";
import { getOptional } from "#app/http/optional-context.ts";
import { identity } from "./identity.server.ts";
import { staffSessions } from "./staff-sessions.server.ts";

type Args = { request: Request; context: Readonly<RouterContextProvider> };
type Changes = Parameters<typeof changePreferences>[2];

/** Undefined where nobody is signed in here. */
export async function signedInId({ request, context }: Args): Promise<string | undefined> {
  const info = getOptional(context, requestContext);
  switch (info?.area) {
    case "tenant":
      return getOptional(context, sessionContext)?.userId;
    case "apex":
      return (await identity.requests.sessionOf({ request, context }))?.userId;
    case "platform":
      return (await staffSessions(context.get(dataTierContext), info).read(request))?.userId;
    default:
      return undefined;
  }
}

/** In a workspace remembered for seconds; every process forgets it when they change it, wherever that is. */
export async function readPersonPreferences(
  context: Readonly<RouterContextProvider>,
  userId: string,
): Promise<PersonPreferences> {
  const { controlDb, knownAccess } = context.get(dataTierContext);
  const load = () => controlDb.read((tx) => getPersonPreferences(tx, userId));
  const tenantId = getOptional(context, tenantContext)?.id;
  if (tenantId === undefined) return load();
  const key = { tenantId, userId };
  return (await knownAccess.find(`preferences ${tenantId} ${userId}`, load, () => key)) ?? {};
}

/** Counts at once, everywhere; what waits for them elsewhere is counted anew where that depends on it. */
export async function changePersonPreferences(
  context: Readonly<RouterContextProvider>,
  userId: string,
  changes: Changes,
): Promise<void> {
  const { controlDb, knownAccess } = context.get(dataTierContext);
  await controlDb.write(async (tx) => {
    await changePreferences(tx, userId, changes);
    if (changes.muted === undefined) return;
    const tenantIds = await listTenantIdsOfUser(tx, userId);
    for (const tenantId of tenantIds) await enqueueRecount(tx, { tenantId, userId });
  });
  const tenantId = getOptional(context, tenantContext)?.id;
  if (tenantId !== undefined) knownAccess.forget({ tenantId, userId });
}
