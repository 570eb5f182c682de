import type { RouterContextProvider } from "react-router";
import { tenantDbContext } from "#app/context.ts";
import { getMember, type MemberRow } from "#app/db.people.server.ts";
import { requireFound } from "#app/http/require-found.ts";

/** Somebody who is, or was, in this workspace. Anybody else: 404. */
export const requireMemberOf = async (
  context: Readonly<RouterContextProvider>,
  id: string,
): Promise<MemberRow> => requireFound(await context.get(tenantDbContext).read((tx) => getMember(tx, id)));
