import { data, type RouterContextProvider } from "react-router";
import { type Member, memberContext } from "#app/context.ts";
import { can } from "#app/permissions.ts";

/** Whoever manages the workspace itself. Others: 403. */
export function requireOwner(context: Readonly<RouterContextProvider>): Member {
  const member = context.get(memberContext);
  if (!can(member, "organization:manage")) throw data(null, { status: 403 });
  return member;
}
