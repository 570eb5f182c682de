import type { RouterContextProvider } from "react-router";
import { z } from "zod";
import { tenantContext, tenantControlContext } from "#app/context.ts";
import { getWaitingRequest } from "#app/db.people.server.ts";
import { requireFound } from "#app/http/require-found.ts";
import { personName } from "#app/i18n/person-name.ts";

const isId = (text: string): boolean => z.uuid().safeParse(text).success;

/** A request that waits for this workspace's answer, and who asked: 404 where there is none. */
export async function requireWaiting(
  context: Readonly<RouterContextProvider>,
  id: string,
): Promise<{ id: string; name: string }> {
  const key = { tenantId: context.get(tenantContext).id, id };
  const find = () => context.get(tenantControlContext).read((tx) => getWaitingRequest(tx, key));
  const found = requireFound(isId(id) ? await find() : undefined);
  return { id, name: personName(found) };
}
