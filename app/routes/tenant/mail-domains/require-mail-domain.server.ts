import type { RouterContextProvider } from "react-router";
import { tenantContext, tenantControlContext } from "#app/context.ts";
import { getMailDomain, type MailDomain } from "#app/db.people.server.ts";
import type { ControlRunner } from "#app/db.server.ts";
import { requireFound } from "#app/http/require-found.ts";
import { requireUuid } from "#app/http/require-uuid.ts";
import { requireOwner } from "../security/require-owner.server.ts";

type Found = { row: MailDomain; key: { tenantId: string; id: string }; control: ControlRunner };

/** A domain that this workspace lists, for its owners: 403 for others, 404 where there is none. */
export async function requireMailDomain(
  context: Readonly<RouterContextProvider>,
  domainId: string,
): Promise<Found> {
  requireOwner(context);
  const control = context.get(tenantControlContext);
  const key = { tenantId: context.get(tenantContext).id, id: requireUuid(domainId) };
  return { row: requireFound(await control.read((tx) => getMailDomain(tx, key))), key, control };
}
