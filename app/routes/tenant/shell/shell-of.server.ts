import type { RouterContextProvider } from "react-router";
import {
  dataTierContext,
  type Member,
  tenantContext,
  tenantControlContext,
  tenantDbContext,
} from "#app/context.ts";
import { noteUnread } from "#app/db.people.server.ts";
import { countUnread } from "#app/db.tenant.server.ts";
import { readOnlyFacts } from "#app/http/read-only.server.ts";
import { apexUrl } from "#app/http/urls.server.ts";
import { personName } from "#app/i18n/person-name.ts";
import { readOwnWorkspaces } from "#app/identity/own-workspaces.server.ts";
import { receiverOf } from "../notifications/receiver.server.ts";

type Context = Readonly<RouterContextProvider>;

/** What the shell tells a member of the workspace, of themselves, and of where else they may go. */
export async function shellOf(context: Context, member: Member) {
  const tenant = context.get(tenantContext);
  const { id: tenantId, name, settings } = tenant;
  const key = { tenantId, userId: member.id };
  const [unread, { others, unreadHere }] = await Promise.all([
    context.get(tenantDbContext).read((tx) => countUnread(tx, receiverOf(member, context))),
    readOwnWorkspaces(context.get(dataTierContext), key),
  ]);
  if (unreadHere !== undefined && unreadHere !== unread) await correct(context, key, unread);
  return {
    tenant: { name, logo: settings.logo },
    member: {
      id: member.id,
      name: personName(member),
      email: member.email,
      picture: member.avatarUrl,
      role: member.role,
    },
    unread,
    readOnly: readOnlyFacts(tenant),
    elsewhere: { others, allUrl: apexUrl("/workspaces"), createUrl: apexUrl("/onboarding") },
  };
}

/** The number that the person's other workspaces show of this one. */
async function correct(
  context: Context,
  key: { tenantId: string; userId: string },
  unread: number,
): Promise<void> {
  await context.get(tenantControlContext).write((tx) => noteUnread(tx, key, unread));
  context.get(dataTierContext).knownAccess.forget(key);
}
