/** Pure: whether somebody is in the workspace, kept out for a while, or was in it. */
import type { MemberRow } from "#app/db.people.server.ts";

export type MemberState = "active" | "deactivated" | "former";

export function memberState({
  isActive,
  isDeactivated,
}: Pick<MemberRow, "isActive" | "isDeactivated">): MemberState {
  if (isActive) return "active";
  return isDeactivated ? "deactivated" : "former";
}
