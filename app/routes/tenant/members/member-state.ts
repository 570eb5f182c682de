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

/** What the list can be narrowed to; without one, those who are in. */
export const MEMBER_STATES = ["deactivated", "former", "all"] as const;
